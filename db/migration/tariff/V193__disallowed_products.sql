-- Products that the NHS does not pay for, beside those of which dm+d says so, each with the months for which it holds.

CREATE TABLE tariff_disallowed (
    product    text NOT NULL CHECK (product ~ '^[0-9]{6,18}$'),
    reason     text NOT NULL CHECK (reason IN ('INVALID_TO_PRESCRIBE', 'BLACKLISTED', 'NOT_IN_PART_IX',
                                               'NOT_IN_NURSE_FORMULARY', 'NOT_IN_DENTAL_FORMULARY')),
    name       text NOT NULL,
    from_month date CHECK (extract(day FROM from_month) = 1),
    to_month   date CHECK (extract(day FROM to_month) = 1 AND to_month >= from_month),
    source     text NOT NULL,
    UNIQUE NULLS NOT DISTINCT (product, reason, from_month)
);
