-- Nominations that changed: what was asked for, which issues went to another pharmacy because of it, and what both
-- pharmacies are told.

CREATE TABLE nomination_change (
    change_id    uuid        NOT NULL PRIMARY KEY,
    nhs_number   text        NOT NULL CHECK (nhs_number ~ '^[0-9]{10}$'),
    site_type    text        NOT NULL CHECK (site_type IN ('P1', 'P2', 'P3')),
    from_site    text,
    to_site      text,
    actor        text        NOT NULL,
    organisation text        NOT NULL,
    request_id   uuid        NOT NULL,
    changed_at   timestamptz NOT NULL
);
CREATE INDEX nomination_change_by_patient ON nomination_change (nhs_number, changed_at);

-- One row for each time an issue changed its pharmacy without being released: its nomination history. The version is
-- that of the row of prescription_event written with it.
CREATE TABLE nomination_move (
    prescription_id text        NOT NULL,
    issue_number    smallint    NOT NULL,
    version         int         NOT NULL CHECK (version > 1),
    moved_at        timestamptz NOT NULL,
    reason          text        NOT NULL CHECK (reason IN ('NOMINATION_CHANGED', 'SITE_CLOSED')),
    from_site       text        NOT NULL,
    from_type       text        NOT NULL CHECK (from_type IN ('P1', 'P2', 'P3')),
    to_site         text,
    to_type         text        NOT NULL CHECK (to_type IN ('P1', 'P2', 'P3', '0004')),
    PRIMARY KEY (prescription_id, issue_number, version),
    CHECK ((to_site IS NULL) = (to_type = '0004'))
);

-- What a pharmacy is told of such a move. Rows of an organisation become visible in the order of their numbers.
CREATE TABLE nomination_notice (
    organisation    text        NOT NULL,
    number          bigint      NOT NULL CHECK (number > 0),
    kind            text        NOT NULL CHECK (kind IN ('LEFT', 'ARRIVED')),
    prescription_id text        NOT NULL,
    issue_number    smallint    NOT NULL,
    version         int         NOT NULL,
    PRIMARY KEY (organisation, number),
    FOREIGN KEY (prescription_id, issue_number, version) REFERENCES nomination_move
);
CREATE INDEX nomination_notice_by_move ON nomination_notice (prescription_id, issue_number, version);

-- The last number given to an organisation; locked until the notice is committed.
CREATE TABLE nomination_notice_head (
    organisation text   NOT NULL PRIMARY KEY,
    last_number  bigint NOT NULL CHECK (last_number > 0)
);
