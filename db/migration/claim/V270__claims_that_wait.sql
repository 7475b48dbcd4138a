-- Which claims wait for the night. The night takes them out and writes nothing into the claim itself, whose row and index
-- entries would all have to be made anew. A claim that was received and does not wait is priced.

CREATE TABLE claim_waiting (
    claim_id    uuid        NOT NULL PRIMARY KEY REFERENCES claim,
    received_at timestamptz NOT NULL
);
CREATE INDEX claim_waiting_in_order ON claim_waiting (received_at, claim_id);

INSERT INTO claim_waiting (claim_id, received_at)
SELECT claim_id, received_at
  FROM claim
 WHERE status = 'RECEIVED';

DROP INDEX claim_to_price;
UPDATE claim SET status = 'RECEIVED' WHERE status = 'PRICED';
ALTER TABLE claim DROP CONSTRAINT claim_status_check;
ALTER TABLE claim ADD CONSTRAINT claim_status_check
    CHECK (status IN ('RECEIVED', 'REFERRED', 'REPLACED', 'ANSWERED'));
