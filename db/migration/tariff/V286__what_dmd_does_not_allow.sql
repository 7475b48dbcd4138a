-- dm+d says more of a pack than that it is blacklisted: that it is in the selected list, and in which formularies. Why a
-- product is not paid is kept as codes, as in tariff_disallowed: some hold for some prescribers, or without their
-- endorsement, only. Of releases loaded before, what was not read stays unknown until the next one.

ALTER TABLE tariff_dmd_ampp
    ADD COLUMN selected_list    text,
    ADD COLUMN nurse_formulary  text,
    ADD COLUMN dental_formulary text;

ALTER TABLE tariff_dmd_facts ADD COLUMN disallowed text[] NOT NULL DEFAULT '{}';

UPDATE tariff_dmd_facts
   SET disallowed = ARRAY[CASE WHEN not_allowed LIKE '%Part XVIIIA%' THEN 'BLACKLISTED' ELSE 'INVALID_TO_PRESCRIBE' END]
 WHERE not_allowed IS NOT NULL;

ALTER TABLE tariff_dmd_facts DROP COLUMN not_allowed;
