-- What is left of packs that were paid as broken bulk, for each pharmacy and product: what was paid and not handed out
-- comes in, and each later supply that uses it takes out.

CREATE TABLE broken_bulk (
    contractor   text    NOT NULL,
    product_code text    NOT NULL,
    -- the day of the supply for which the pack was opened; its rest can be used for some months from then on
    opened_on    date    NOT NULL,
    claim_id     uuid    NOT NULL,
    line_item_id uuid    NOT NULL,
    run_id       bigint  NOT NULL,
    units        numeric NOT NULL CHECK (units <> 0),
    PRIMARY KEY (contractor, product_code, opened_on, claim_id, line_item_id, run_id)
);
CREATE TRIGGER broken_bulk_is_append_only BEFORE UPDATE OR DELETE ON broken_bulk
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The units that were left when an item was priced, so that its price can be explained and worked out again.
ALTER TABLE priced_item ADD COLUMN residual_before numeric CHECK (residual_before > 0);

-- Finds the few claims whose order matters.
CREATE INDEX claim_item_broken_bulk ON claim_item (claim_id) WHERE endorsements @> '[{"code": "BB"}]';
