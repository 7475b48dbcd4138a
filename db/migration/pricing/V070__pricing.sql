-- What the night made of claims. A run prices what was received up to its cut-off, and that set is fixed when it opens.

CREATE TABLE pricing_run (
    run_id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cut_off      timestamptz NOT NULL UNIQUE,
    opened_at    timestamptz NOT NULL,
    claims_in    int         NOT NULL CHECK (claims_in >= 0),
    items_in     int         NOT NULL CHECK (items_in >= 0),
    -- known when it balances; what does not balance leaves nothing
    balanced_at  timestamptz,
    claims_priced int,
    claims_referred int,
    claims_replaced int,
    items_paid   int,
    items_not_supplied int,
    items_referred int,
    items_disallowed int,
    total_p      numeric
);

-- The claims of a run, in the order in which they are priced.
CREATE TABLE pricing_run_claim (
    run_id   bigint NOT NULL REFERENCES pricing_run,
    position int    NOT NULL CHECK (position > 0),
    claim_id uuid   NOT NULL REFERENCES claim,
    items    int    NOT NULL CHECK (items >= 0),
    PRIMARY KEY (run_id, position)
);
-- A claim is priced by one run only.
CREATE UNIQUE INDEX pricing_run_claim_once ON pricing_run_claim (claim_id);

CREATE TABLE priced_claim (
    claim_id      uuid    NOT NULL PRIMARY KEY REFERENCES claim,
    run_id        bigint  NOT NULL REFERENCES pricing_run,
    pricing_month date    NOT NULL CHECK (extract(day FROM pricing_month) = 1),
    contractor    text    NOT NULL,
    practice      text    NOT NULL,
    commissioner  text    NOT NULL,
    outcome       text    NOT NULL CHECK (outcome IN ('PRICED', 'REFERRED')),
    items         int     NOT NULL CHECK (items >= 0),
    total_p       numeric NOT NULL
);
CREATE INDEX priced_claim_by_contractor ON priced_claim (pricing_month, contractor);
CREATE INDEX priced_claim_by_commissioner ON priced_claim (pricing_month, commissioner);
CREATE INDEX priced_claim_by_run ON priced_claim (run_id);

-- One row per item, with every amount, the edition and pack it came from, and each step of its arithmetic.
CREATE TABLE priced_item (
    claim_id      uuid    NOT NULL REFERENCES priced_claim,
    line_item_id  uuid    NOT NULL,
    sequence      int     NOT NULL,
    outcome       text    NOT NULL CHECK (outcome IN ('paid', 'not-paid', 'referred-back', 'disallowed')),
    -- why nothing is paid: a code, and a sentence for the contractor
    reason        text    CHECK ((reason IS NULL) = (outcome = 'paid')),
    sentence      text,
    edition       text,
    pack          text,
    rules         text    NOT NULL,
    discount_group text,
    preparation_class smallint NOT NULL CHECK (preparation_class BETWEEN 1 AND 5),
    bnf_code      text    NOT NULL,
    product_code  text    NOT NULL,
    product_name  text    NOT NULL,
    quantity      numeric NOT NULL,
    basic_price_p bigint  NOT NULL,
    broken_bulk_residual_p bigint NOT NULL,
    basic_price_adjustment_p bigint NOT NULL,
    discount_p    numeric NOT NULL,
    consumables_p numeric NOT NULL,
    container_p   bigint  NOT NULL,
    out_of_pocket_p bigint NOT NULL,
    professional_fees int NOT NULL,
    single_activity_p bigint NOT NULL,
    fees_total_p  bigint  NOT NULL,
    charges       int     NOT NULL,
    previous_charge_rate boolean NOT NULL,
    charge_deduction_p bigint NOT NULL,
    actual_cost_p numeric NOT NULL,
    -- as they are shown; json, not jsonb: written once, read as written
    input         json    NOT NULL,
    result        json    NOT NULL,
    explanation   json    NOT NULL,
    PRIMARY KEY (claim_id, line_item_id)
);

CREATE TRIGGER priced_claim_is_append_only BEFORE UPDATE OR DELETE ON priced_claim
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER priced_item_is_append_only BEFORE UPDATE OR DELETE ON priced_item
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
