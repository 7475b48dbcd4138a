-- The night in partitions, each price kept as figures beside what was looked up for it, and a double-entry ledger.
-- What was priced before is priced anew by the next night: its claims wait again.

UPDATE claim SET status = 'RECEIVED' WHERE status IN ('PRICED', 'REFERRED');
DROP TABLE priced_item, priced_claim, pricing_run_claim, pricing_run;

CREATE TABLE pricing_run (
    run_id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cut_off      timestamptz NOT NULL UNIQUE,
    opened_at    timestamptz NOT NULL,
    claims_in    int         NOT NULL CHECK (claims_in >= 0),
    items_in     int         NOT NULL CHECK (items_in >= 0),
    -- claims of open months that were priced before and whose prices have changed since, by a late concession
    claims_to_reprice int    NOT NULL CHECK (claims_to_reprice >= 0),
    -- known when it balances; what does not balance leaves nothing
    balanced_at  timestamptz,
    claims_priced int,
    claims_referred int,
    claims_replaced int,
    items_paid   int,
    items_not_supplied int,
    items_referred int,
    items_disallowed int,
    items_repriced int,
    total_p      numeric
);

-- A part of a run. Whoever prices its next chunk holds its row locked; position is how far it has come.
CREATE TABLE pricing_partition (
    run_id       bigint      NOT NULL REFERENCES pricing_run,
    partition    smallint    NOT NULL CHECK (partition >= 0),
    claims       int         NOT NULL CHECK (claims > 0),
    position     int         NOT NULL DEFAULT 0 CHECK (position BETWEEN 0 AND claims),
    worker       text,
    heartbeat_at timestamptz,
    PRIMARY KEY (run_id, partition)
);

-- The claims of a run, each in one partition, in the order in which they are priced.
CREATE TABLE pricing_run_claim (
    run_id    bigint   NOT NULL,
    partition smallint NOT NULL,
    position  int      NOT NULL CHECK (position > 0),
    claim_id  uuid     NOT NULL,
    items     smallint NOT NULL CHECK (items >= 0),
    again     boolean  NOT NULL,
    PRIMARY KEY (run_id, partition, position)
);
-- A claim is priced by one run only, and repriced by one run at most once.
CREATE UNIQUE INDEX pricing_run_claim_once ON pricing_run_claim (claim_id) WHERE NOT again;
CREATE UNIQUE INDEX pricing_run_claim_repriced_once ON pricing_run_claim (claim_id, run_id) WHERE again;

-- What was looked up for an item: its line of the tariff and what the dictionary says of it. Kept once, however often it
-- is used, so that a price can be explained and worked out again for ever.
CREATE TABLE pricing_basis (
    basis_id     int      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest       bytea    NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
    month        date     NOT NULL CHECK (extract(day FROM month) = 1),
    product_code text     NOT NULL,
    product_name text     NOT NULL,
    bnf_code     text     NOT NULL,
    preparation_class smallint NOT NULL CHECK (preparation_class BETWEEN 1 AND 5),
    edition      text,
    unit         text     NOT NULL,
    document     json     NOT NULL
);
CREATE INDEX pricing_basis_by_month ON pricing_basis (month);

-- Those that the tariff no longer says, so that what was priced from them was looked up again.
CREATE TABLE pricing_basis_replaced (
    basis_id int    NOT NULL PRIMARY KEY REFERENCES pricing_basis,
    run_id   bigint NOT NULL
);

-- What a run made of a claim. No foreign keys: the night writes millions of rows, and a run that does not balance with
-- its claims is not posted.
CREATE TABLE priced_claim (
    claim_id      uuid    NOT NULL,
    run_id        bigint  NOT NULL,
    pricing_month date    NOT NULL CHECK (extract(day FROM pricing_month) = 1),
    contractor    text    NOT NULL,
    practice      text    NOT NULL,
    commissioner  text    NOT NULL,
    outcome       text    NOT NULL CHECK (outcome IN ('PRICED', 'REFERRED', 'REPRICED')),
    items         smallint NOT NULL CHECK (items >= 0),
    total_p       numeric NOT NULL,
    PRIMARY KEY (claim_id, run_id)
);
CREATE INDEX priced_claim_by_contractor ON priced_claim (pricing_month, contractor);
CREATE INDEX priced_claim_by_commissioner ON priced_claim (pricing_month, commissioner);
CREATE INDEX priced_claim_by_run ON priced_claim USING brin (run_id);

-- Every amount of an item. A reversal takes a former price back: the same figures with the other sign, counted as -1.
CREATE TABLE priced_item (
    claim_id      uuid     NOT NULL,
    line_item_id  uuid     NOT NULL,
    run_id        bigint   NOT NULL,
    sequence      smallint NOT NULL,
    counted       smallint NOT NULL CHECK (counted IN (1, -1)),
    outcome       text     NOT NULL CHECK (outcome IN ('paid', 'not-paid', 'referred-back', 'disallowed')),
    -- why nothing is paid: a code, and a sentence for the contractor
    reason        text     CHECK ((reason IS NULL) = (outcome = 'paid')),
    sentence      text,
    basis_id      int      NOT NULL,
    discount_group text,
    pack          numeric,
    quantity      numeric  NOT NULL,
    basic_price_p bigint   NOT NULL,
    broken_bulk_residual_p bigint NOT NULL,
    basic_price_adjustment_p bigint NOT NULL,
    broken_bulk_discount_p numeric NOT NULL,
    discount_p    numeric  NOT NULL,
    consumables_p numeric  NOT NULL,
    container_p   bigint   NOT NULL,
    out_of_pocket_p bigint NOT NULL,
    professional_fees int  NOT NULL,
    single_activity_p bigint NOT NULL,
    -- the fees beside the single activity fee, by name; mostly none
    other_fees    jsonb,
    fees_total_p  bigint   NOT NULL,
    charges       int      NOT NULL,
    previous_charge_rate boolean NOT NULL,
    charge_deduction_p bigint NOT NULL,
    actual_cost_p numeric  NOT NULL,
    PRIMARY KEY (claim_id, line_item_id, run_id, counted)
);
CREATE INDEX priced_item_by_run ON priced_item USING brin (run_id);

-- The ledger. A journal is what one run posts to the account of one contractor at the cost of one commissioner for one
-- month; without a commissioner it is the rounding of that account. The entries of each journal add up to nothing.
CREATE TABLE ledger_journal (
    journal_id   bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id       bigint  NOT NULL REFERENCES pricing_run,
    month        date    NOT NULL CHECK (extract(day FROM month) = 1),
    contractor   text    NOT NULL,
    commissioner text,
    forms        bigint  NOT NULL,
    items        bigint  NOT NULL,
    not_supplied bigint  NOT NULL,
    referred_back bigint NOT NULL,
    disallowed   bigint  NOT NULL,
    professional_fees bigint NOT NULL,
    charges_current bigint NOT NULL,
    charges_previous bigint NOT NULL,
    UNIQUE NULLS NOT DISTINCT (month, contractor, commissioner, run_id)
);
CREATE INDEX ledger_journal_by_run ON ledger_journal (run_id);

-- Positive: the account bears it; negative: it receives it. Exact pence; a contractor's month is whole pence.
CREATE TABLE ledger_entry (
    journal_id bigint  NOT NULL REFERENCES ledger_journal,
    account    text    NOT NULL CHECK (account IN ('contractor', 'commissioner', 'nhs-england', 'rounding')),
    line       text    NOT NULL CHECK (line <> ''),
    amount_p   numeric NOT NULL,
    PRIMARY KEY (journal_id, account, line)
);

CREATE TRIGGER priced_claim_is_append_only BEFORE UPDATE OR DELETE ON priced_claim
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER priced_item_is_append_only BEFORE UPDATE OR DELETE ON priced_item
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pricing_basis_is_append_only BEFORE UPDATE OR DELETE ON pricing_basis
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_journal_is_append_only BEFORE UPDATE OR DELETE ON ledger_journal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_is_append_only BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
