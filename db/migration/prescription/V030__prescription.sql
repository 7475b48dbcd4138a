-- The record. Large tables are partitioned by the short id, so that all rows of one prescription stay together.

-- What must never come twice: short id (without its check character), long id, digest of the signed content.
-- Rows outlive the prescription.
CREATE TABLE prescription_identity (
    identity        text NOT NULL PRIMARY KEY,
    prescription_id text NOT NULL
);

CREATE TABLE prescription (
    prescription_id   text        NOT NULL CHECK (prescription_id ~ '^[A-F0-9]{6}[A-Z0-9]{6}[A-F0-9]{5}[A-Z0-9+]$'),
    long_id           uuid        NOT NULL,
    treatment_type    text        NOT NULL CHECK (treatment_type IN ('0001', '0002', '0003')),
    prescription_type text        NOT NULL,
    nhs_number        text        NOT NULL CHECK (nhs_number ~ '^[0-9]{10}$'),
    patient_name      text        NOT NULL,
    birth_date        date        NOT NULL,
    prescriber_name   text        NOT NULL,
    prescriber_role_profile text  NOT NULL,
    practice          text        NOT NULL,
    practice_name     text        NOT NULL,
    commissioner      text,
    authored_at       timestamptz NOT NULL,
    days_supply       smallint    NOT NULL CHECK (days_supply BETWEEN 0 AND 366),
    issues            smallint    NOT NULL CHECK (issues BETWEEN 1 AND 99),
    created_at        timestamptz NOT NULL,
    -- as received, and why it was believed
    message_id        uuid        NOT NULL,
    message           bytea       STORAGE EXTERNAL NOT NULL, -- compressed already
    content_digest    bytea       NOT NULL CHECK (octet_length(content_digest) = 32),
    signed_at         timestamptz NOT NULL,
    signer            text        NOT NULL,
    certificates      bytea[]     NOT NULL,
    verdict           text        NOT NULL CHECK (verdict = 'VALID'),
    verified_at       timestamptz NOT NULL,
    policy_version    text        NOT NULL,
    PRIMARY KEY (prescription_id)
) PARTITION BY HASH (prescription_id);

CREATE TABLE line_item (
    prescription_id text     NOT NULL,
    line_item_id    uuid     NOT NULL,
    position        smallint NOT NULL CHECK (position BETWEEN 1 AND 4),
    product_code    text     NOT NULL CHECK (product_code ~ '^[0-9]{6,18}$'),
    product_name    text     NOT NULL,
    quantity        numeric  NOT NULL CHECK (quantity >= 0),
    unit_code       text     NOT NULL,
    unit_name       text     NOT NULL,
    dosage          text     NOT NULL,
    endorsements    text[]   NOT NULL,
    issues          smallint NOT NULL CHECK (issues BETWEEN 1 AND 99),
    PRIMARY KEY (prescription_id, line_item_id),
    UNIQUE (prescription_id, position),
    FOREIGN KEY (prescription_id) REFERENCES prescription
) PARTITION BY HASH (prescription_id);

CREATE TABLE prescription_issue (
    prescription_id   text     NOT NULL,
    issue_number      smallint NOT NULL CHECK (issue_number BETWEEN 1 AND 99),
    status            text     NOT NULL CHECK (status IN ('0000', '0001', '0002', '0003', '0004', '0005', '0006', '0007',
                                                          '0008', '0009', '9000', '9001', '9005')),
    version           int      NOT NULL CHECK (version > 0),
    chain_head        bytea    NOT NULL CHECK (octet_length(chain_head) = 32),
    -- where it is to go
    site              text,
    site_type         text     NOT NULL CHECK (site_type IN ('P1', 'P2', 'P3', '0004')),
    nomination_basis  text     CHECK (nomination_basis IN ('STANDING', 'ONE_OFF', 'UNCONFIRMED')),
    -- who has it: the lease
    holder            text,
    lease_id          uuid,
    lease_version     int      NOT NULL DEFAULT 0,
    released_at       timestamptz,
    -- what follows
    starts_on         date     NOT NULL,
    expires_on        date     NOT NULL,
    next_activity     text     NOT NULL CHECK (next_activity IN ('expire', 'ready', 'createNoClaim', 'delete', 'purge')),
    next_activity_on  date     NOT NULL,
    dispensed_on      date,
    completed_on      date,
    last_notification uuid,
    claim_id          uuid,
    claimed_on        date,
    PRIMARY KEY (prescription_id, issue_number),
    FOREIGN KEY (prescription_id) REFERENCES prescription,
    CHECK ((site IS NULL) = (site_type = '0004')),
    CHECK (status NOT IN ('0002', '0003') OR (holder IS NOT NULL AND lease_id IS NOT NULL))
) PARTITION BY HASH (prescription_id);

-- The night reads this index, it never scans.
CREATE INDEX prescription_issue_by_next_activity ON prescription_issue (next_activity, next_activity_on);

CREATE TABLE issue_item (
    prescription_id text     NOT NULL,
    issue_number    smallint NOT NULL,
    line_item_id    uuid     NOT NULL,
    status          text     NOT NULL CHECK (status IN ('0001', '0002', '0003', '0004', '0005', '0006', '0007', '0008')),
    PRIMARY KEY (prescription_id, issue_number, line_item_id),
    FOREIGN KEY (prescription_id, issue_number) REFERENCES prescription_issue,
    FOREIGN KEY (prescription_id, line_item_id) REFERENCES line_item
) PARTITION BY HASH (prescription_id);

DO $$
BEGIN
    FOR remainder IN 0 .. 7 LOOP
        EXECUTE format('CREATE TABLE prescription_%s PARTITION OF prescription FOR VALUES WITH (MODULUS 8, REMAINDER %s)', remainder, remainder);
        EXECUTE format('CREATE TABLE line_item_%s PARTITION OF line_item FOR VALUES WITH (MODULUS 8, REMAINDER %s)', remainder, remainder);
        EXECUTE format('CREATE TABLE prescription_issue_%s PARTITION OF prescription_issue FOR VALUES WITH (MODULUS 8, REMAINDER %s)', remainder, remainder);
        EXECUTE format('CREATE TABLE issue_item_%s PARTITION OF issue_item FOR VALUES WITH (MODULUS 8, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;

CREATE INDEX prescription_by_patient ON prescription (nhs_number);
CREATE INDEX prescription_by_time ON prescription (created_at);

-- What a pharmacy can download now: narrow, keyed by pharmacy, emptied by release.
CREATE TABLE worklist (
    site            text        NOT NULL,
    available_at    timestamptz NOT NULL,
    prescription_id text        NOT NULL,
    issue_number    smallint    NOT NULL,
    expires_on      date        NOT NULL,
    PRIMARY KEY (site, available_at, prescription_id, issue_number)
);
CREATE INDEX worklist_by_prescription ON worklist (prescription_id, issue_number);

-- The history of an issue: one row per change, each with the hash of itself and its predecessor.
CREATE TABLE prescription_event (
    prescription_id text        NOT NULL,
    issue_number    smallint    NOT NULL,
    version         int         NOT NULL CHECK (version > 0),
    recorded_at     timestamptz NOT NULL,
    event           text        NOT NULL,
    from_status     text,
    to_status       text        NOT NULL,
    actor           text        NOT NULL,
    organisation    text        NOT NULL,
    request_id      uuid,
    previous_hash   bytea       NOT NULL,
    hash            bytea       NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (prescription_id, issue_number, version, recorded_at)
) PARTITION BY RANGE (recorded_at);

CREATE TABLE prescription_event_other PARTITION OF prescription_event DEFAULT;
SELECT make_month_partitions('prescription_event', DATE '2026-01-01', 24);

CREATE TRIGGER prescription_event_is_append_only BEFORE UPDATE OR DELETE ON prescription_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The hash of a history row: SHA-256 over the previous hash and the row's values, separated by unit separators.
CREATE FUNCTION prescription_event_hash(previous bytea, prescription_id text, issue_number int, version int,
                                        recorded_at timestamptz, event text, from_status text, to_status text, actor text,
                                        organisation text, request_id uuid)
    RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(previous || convert_to(concat_ws(chr(31), prescription_id, issue_number, version,
                  (extract(epoch FROM recorded_at) * 1000000)::bigint, event, coalesce(from_status, ''), to_status, actor,
                  organisation, coalesce(request_id::text, '')), 'UTF8'))
$$;
