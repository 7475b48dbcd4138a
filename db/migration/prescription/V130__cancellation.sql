-- Cancellations that cannot have their effect at once: a dispenser has the prescription, or it has not come yet.

CREATE TABLE prescription_cancellation (
    prescription_id text        NOT NULL,
    cancellation_id uuid        NOT NULL,
    -- the issue that a dispenser had; 1 where the prescription had not come yet
    issue_number    smallint    NOT NULL CHECK (issue_number BETWEEN 1 AND 99),
    line_item_id    uuid        NOT NULL,
    -- whether the whole prescription is meant, not that item alone
    whole           boolean     NOT NULL,
    nhs_number      text        NOT NULL CHECK (nhs_number ~ '^[0-9]{10}$'),
    reason          text        NOT NULL CHECK (reason ~ '^000[1-9]$'),
    organisation    text        NOT NULL,
    actor           text        NOT NULL,
    requested_at    timestamptz NOT NULL,
    state           text        NOT NULL CHECK (state IN ('pending', 'applied', 'unsuccessful')),
    resolved_at     timestamptz,
    message         bytea       NOT NULL,
    PRIMARY KEY (prescription_id, cancellation_id),
    CHECK ((state = 'pending') = (resolved_at IS NULL))
);

-- One organisation asks once for one target.
CREATE UNIQUE INDEX prescription_cancellation_pending
    ON prescription_cancellation (prescription_id, organisation, (CASE WHEN whole THEN NULL ELSE line_item_id END))
    NULLS NOT DISTINCT
    WHERE state = 'pending';

-- A prescription that was cancelled before it came. Its short id is taken (prescription_identity), so that an upload
-- meets it there.
CREATE TABLE prescription_placeholder (
    prescription_id  text        NOT NULL PRIMARY KEY,
    status           text        NOT NULL CHECK (status = '9005'),
    arrived_at       timestamptz NOT NULL,
    next_activity    text        NOT NULL CHECK (next_activity = 'delete'),
    next_activity_on date        NOT NULL
);
CREATE INDEX prescription_placeholder_by_next_activity ON prescription_placeholder (next_activity_on);

-- What became of a pending cancellation, told to the organisations that cancelled and prescribed; one row per item.
-- Rows of an organisation become visible in the order of their numbers.
CREATE TABLE cancellation_notice (
    organisation    text        NOT NULL,
    number          bigint      NOT NULL CHECK (number > 0),
    notice_id       uuid        NOT NULL UNIQUE,
    prescription_id text        NOT NULL,
    cancellation_id uuid        NOT NULL,
    issue_number    smallint    NOT NULL,
    line_item_id    uuid        NOT NULL,
    response        text        NOT NULL CHECK (response ~ '^R-[0-9]{4}$'),
    dispenser       text,
    recorded_at     timestamptz NOT NULL,
    PRIMARY KEY (organisation, number),
    FOREIGN KEY (prescription_id, cancellation_id) REFERENCES prescription_cancellation
);
CREATE INDEX cancellation_notice_by_prescription ON cancellation_notice (prescription_id, cancellation_id);

-- The last number given to an organisation; locked until the notice is committed.
CREATE TABLE cancellation_notice_head (
    organisation text   NOT NULL PRIMARY KEY,
    last_number  bigint NOT NULL CHECK (last_number > 0)
);
