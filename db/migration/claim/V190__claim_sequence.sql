-- Each claim that is accepted gets the next number of its reimbursement authority, so that the authority sees that none
-- is missing. The number is taken by the statement that keeps the claim: if that is undone, so is the number.

CREATE TABLE claim_sequence (
    authority text   NOT NULL PRIMARY KEY CHECK (authority IN ('T1450', 'RQFZ1')),
    last      bigint NOT NULL CHECK (last > 0)
);

-- null only for claims that did not come through the interface
ALTER TABLE claim ADD COLUMN sequence bigint CHECK (sequence > 0);

UPDATE claim
   SET sequence = numbered.number
  FROM (SELECT claim_id,
               row_number() OVER (PARTITION BY authority ORDER BY coalesce(amended_at, received_at), claim_id) AS number
          FROM claim) AS numbered
 WHERE claim.claim_id = numbered.claim_id;

INSERT INTO claim_sequence (authority, last)
SELECT authority, max(sequence)
  FROM claim
 GROUP BY authority;

CREATE UNIQUE INDEX claim_once_in_sequence ON claim (authority, sequence);
