-- What pharmacies told: each dispense notification as received, and per item what was supplied.

CREATE TABLE dispense_notification (
    notification_id uuid        NOT NULL,
    prescription_id text        NOT NULL,
    issue_number    smallint    NOT NULL,
    organisation    text        NOT NULL,
    authority       text        NOT NULL CHECK (authority IN ('T1450', 'RQFZ1')),
    -- the release that the message names, whatever it is
    release_id      uuid,
    handed_over_at  timestamptz NOT NULL,
    received_at     timestamptz NOT NULL,
    to_status       text        NOT NULL CHECK (to_status IN ('0003', '0006', '0007')),
    message         bytea       NOT NULL,
    PRIMARY KEY (prescription_id, notification_id),
    FOREIGN KEY (prescription_id, issue_number) REFERENCES prescription_issue
);

CREATE TABLE dispense_item (
    prescription_id  text     NOT NULL,
    notification_id  uuid     NOT NULL,
    line_item_id     uuid     NOT NULL,
    dispense_item_id uuid     NOT NULL,
    issue_number     smallint NOT NULL,
    status           text     NOT NULL CHECK (status IN ('0001', '0002', '0003', '0004', '0005', '0006', '0008')),
    -- false for what an earlier notification told already, and for what was not handed out
    supplied         boolean  NOT NULL,
    product_code     text,
    product_name     text,
    quantity         numeric  NOT NULL CHECK (quantity >= 0),
    unit_code        text     NOT NULL,
    unit_name        text     NOT NULL,
    reason           text,
    PRIMARY KEY (prescription_id, notification_id, dispense_item_id),
    FOREIGN KEY (prescription_id, notification_id) REFERENCES dispense_notification,
    FOREIGN KEY (prescription_id, issue_number, line_item_id) REFERENCES issue_item
);

-- Leases that were given back: whoever still names one is late.
CREATE TABLE ended_lease (
    prescription_id text        NOT NULL,
    lease_id        uuid        NOT NULL,
    ended_at        timestamptz NOT NULL,
    PRIMARY KEY (prescription_id, lease_id)
);
