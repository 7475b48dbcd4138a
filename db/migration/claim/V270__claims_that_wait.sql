-- Which claims wait for the night, with what it must know to share them out. The night takes them out and writes nothing
-- into the claim itself, whose row and index entries would all have to be made anew; nor does it read the claims of all
-- the years to find those of a day. A claim that was received and does not wait is priced.

CREATE TABLE claim_waiting (
    claim_id        uuid        NOT NULL PRIMARY KEY REFERENCES claim,
    received_at     timestamptz NOT NULL,
    contractor      text        NOT NULL,
    prescription_id text        NOT NULL,
    dispensed_on    date        NOT NULL,
    -- those that have no price yet
    items           smallint    NOT NULL CHECK (items >= 0),
    -- what was ordered, and of which of it the pharmacy says that it broke a pack whose rest will not be used
    products        text[]      NOT NULL,
    broken_bulk     text[]      NOT NULL CHECK (broken_bulk <@ products)
);
CREATE INDEX claim_waiting_in_order ON claim_waiting (received_at, claim_id);

INSERT INTO claim_waiting (claim_id, received_at, contractor, prescription_id, dispensed_on, items, products, broken_bulk)
SELECT claim.claim_id, claim.received_at, claim.contractor, claim.prescription_id, claim.dispensed_on,
       count(*) FILTER (WHERE item.settled_in IS NULL), array_agg(item.ordered_product),
       coalesce(array_agg(item.ordered_product) FILTER (WHERE item.endorsements @> '[{"code": "BB"}]'), '{}')
  FROM claim
  JOIN claim_item AS item USING (claim_id)
 WHERE claim.status = 'RECEIVED'
 GROUP BY claim.claim_id;

DROP INDEX claim_to_price;
DROP INDEX claim_item_broken_bulk;
UPDATE claim SET status = 'RECEIVED' WHERE status = 'PRICED';
ALTER TABLE claim DROP CONSTRAINT claim_status_check;
ALTER TABLE claim ADD CONSTRAINT claim_status_check
    CHECK (status IN ('RECEIVED', 'REFERRED', 'REPLACED', 'ANSWERED'));
