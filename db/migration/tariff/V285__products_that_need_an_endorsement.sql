-- Some products are paid only if the prescriber endorsed the item: the selected list, and borderline substances.
ALTER TABLE tariff_disallowed DROP CONSTRAINT tariff_disallowed_reason_check;
ALTER TABLE tariff_disallowed ADD CONSTRAINT tariff_disallowed_reason_check
    CHECK (reason IN ('INVALID_TO_PRESCRIBE', 'BLACKLISTED', 'NOT_IN_PART_IX', 'NOT_IN_NURSE_FORMULARY',
                      'NOT_IN_DENTAL_FORMULARY', 'NOT_ENDORSED_SLS', 'NOT_ENDORSED_ACBS'));
