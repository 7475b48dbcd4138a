-- Charge exemption codes, each with the months for which it holds; a code may have meant something else before.
CREATE TABLE tariff_exemption (
    code       text    NOT NULL CHECK (code ~ '^[0-9]{4}$'),
    from_month date    CHECK (extract(day FROM from_month) = 1),
    to_month   date    CHECK (extract(day FROM to_month) = 1 AND to_month >= from_month),
    charged    boolean NOT NULL,
    meaning    text    NOT NULL,
    source     text    NOT NULL,
    UNIQUE NULLS NOT DISTINCT (code, from_month)
);
