-- Whether the patient was younger than 16, or 60 and over, on the day of the supply: worked out when a claim comes, so that
-- no date of birth is kept with it. Claims that were priced before stay as they were priced.

ALTER TABLE claim ADD COLUMN exempt_by_age boolean NOT NULL DEFAULT false;

UPDATE claim
   SET exempt_by_age = true
  FROM claim_waiting
  JOIN prescription USING (prescription_id)
 WHERE claim_waiting.claim_id = claim.claim_id
   AND (claim.dispensed_on < prescription.birth_date + interval '16 years'
        OR claim.dispensed_on >= prescription.birth_date + interval '60 years');
