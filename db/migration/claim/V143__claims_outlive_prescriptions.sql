-- A claim says itself what was ordered and supplied: it stays when the prescription is deleted.

ALTER TABLE claim DROP CONSTRAINT claim_prescription_id_issue_number_fkey;
