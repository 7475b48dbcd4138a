-- What the night made of claims.

CREATE TABLE pricing_run (
    run_id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cut_off      timestamptz NOT NULL UNIQUE,
    opened_at    timestamptz NOT NULL,
    balanced_at  timestamptz,
    claims_in    int         NOT NULL,
    items_in     int         NOT NULL,
    claims_priced int,
    claims_referred int,
    items_paid   int,
    items_not_supplied int,
    items_referred int,
    total_p      bigint
);

CREATE TABLE priced_claim (
    claim_id      uuid   NOT NULL PRIMARY KEY REFERENCES claim,
    run_id        bigint NOT NULL REFERENCES pricing_run,
    pricing_month date   NOT NULL,
    outcome       text   NOT NULL CHECK (outcome IN ('PRICED', 'REFERRED')),
    total_p       numeric NOT NULL
);

CREATE TABLE priced_item (
    claim_id      uuid    NOT NULL REFERENCES priced_claim,
    line_item_id  uuid    NOT NULL,
    outcome       text    NOT NULL,
    reason        text,
    discount_group text,
    preparation_class smallint NOT NULL,
    bnf_code      text,
    product_code  text    NOT NULL,
    product_name  text    NOT NULL,
    quantity      numeric NOT NULL,
    basic_price_p bigint  NOT NULL,
    discount_p    numeric NOT NULL,
    consumables_p numeric NOT NULL,
    container_p   bigint  NOT NULL,
    out_of_pocket_p bigint NOT NULL,
    professional_fees int NOT NULL,
    fees_p        jsonb   NOT NULL,
    fees_total_p  bigint  NOT NULL,
    charges       int     NOT NULL,
    charge_deduction_p bigint NOT NULL,
    actual_cost_p numeric NOT NULL,
    input         jsonb   NOT NULL,
    result        jsonb   NOT NULL,
    explanation   jsonb   NOT NULL,
    PRIMARY KEY (claim_id, line_item_id)
);
