-- Claims as received. At most one live claim per issue, and at most one live line per item of it.

CREATE TABLE claim (
    claim_id        uuid        NOT NULL PRIMARY KEY,
    prescription_id text        NOT NULL,
    issue_number    smallint    NOT NULL,
    contractor      text        NOT NULL,
    authority       text        NOT NULL CHECK (authority IN ('T1450', 'RQFZ1')),
    practice        text        NOT NULL,
    commissioner    text        NOT NULL,
    exemption       text        NOT NULL,
    evidence_seen   boolean     NOT NULL,
    dispensed_on    date        NOT NULL,
    received_at     timestamptz NOT NULL,
    payment_month   date        NOT NULL CHECK (extract(day FROM payment_month) = 1),
    status          text        NOT NULL CHECK (status IN ('RECEIVED', 'PRICED', 'REFERRED', 'REPLACED')),
    message         bytea       NOT NULL,
    FOREIGN KEY (prescription_id, issue_number) REFERENCES prescription_issue
);
CREATE UNIQUE INDEX claim_once_per_issue ON claim (prescription_id, issue_number) WHERE status <> 'REPLACED';
CREATE INDEX claim_to_price ON claim (received_at, claim_id) WHERE status = 'RECEIVED';
CREATE INDEX claim_by_contractor ON claim (contractor, payment_month);

CREATE TABLE claim_item (
    claim_id       uuid     NOT NULL REFERENCES claim,
    line_item_id   uuid     NOT NULL,
    sequence       smallint NOT NULL,
    item_status    text     NOT NULL CHECK (item_status IN ('0001', '0002', '0005', '0006')),
    ordered_product text    NOT NULL,
    ordered_name   text     NOT NULL,
    ordered_quantity numeric NOT NULL CHECK (ordered_quantity >= 0),
    ordered_unit   text     NOT NULL,
    supplied_product text,
    supplied_quantity numeric NOT NULL CHECK (supplied_quantity >= 0),
    supplied_unit  text     NOT NULL,
    charge         text     NOT NULL CHECK (charge IN ('paid-once', 'paid-twice', 'not-paid')),
    endorsements   jsonb    NOT NULL,
    reason         text,
    PRIMARY KEY (claim_id, line_item_id)
);
