-- A run also changes claims of earlier runs whose items came back and were answered: what waited there is taken back.
ALTER TABLE priced_claim DROP CONSTRAINT priced_claim_outcome_check;
ALTER TABLE priced_claim ADD CONSTRAINT priced_claim_outcome_check
    CHECK (outcome IN ('PRICED', 'REFERRED', 'REPRICED', 'ANSWERED'));
