-- What pharmacies told: each dispense notification as received, and per item what was supplied.

CREATE TABLE dispense_notification (
    notification_id uuid        NOT NULL,
    prescription_id text        NOT NULL,
    issue_number    smallint    NOT NULL,
    organisation    text        NOT NULL,
    authority       text        NOT NULL,
    handed_over_at  timestamptz NOT NULL,
    received_at     timestamptz NOT NULL,
    to_status       text        NOT NULL,
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
    status           text     NOT NULL,
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
