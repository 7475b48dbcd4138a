-- Who did what to which record. One chain of hashes per subject; rows are only ever added.

CREATE TABLE audit_head (
    subject  text   PRIMARY KEY,
    sequence bigint NOT NULL CHECK (sequence > 0),
    hash     bytea  NOT NULL CHECK (octet_length(hash) = 32)
);

CREATE TABLE audit_event (
    subject       text        NOT NULL,
    sequence      bigint      NOT NULL CHECK (sequence > 0),
    recorded_at   timestamptz NOT NULL,
    actor         text        NOT NULL,
    role          text        NOT NULL,
    organisation  text        NOT NULL,
    operation     text        NOT NULL,
    outcome       text        NOT NULL,
    request_id    uuid,
    previous_hash bytea       NOT NULL,
    hash          bytea       NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (subject, sequence, recorded_at)
) PARTITION BY RANGE (recorded_at);

CREATE TABLE audit_event_other PARTITION OF audit_event DEFAULT;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER audit_event_is_append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- One partition a month for a table that is partitioned by time; months that have one are left alone.
CREATE FUNCTION make_month_partitions(parent text, first_month date, months int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month date;
BEGIN
    FOR i IN 0 .. months - 1 LOOP
        month := first_month + make_interval(months => i);
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                       parent || '_' || to_char(month, 'YYYY_MM'), parent, month, month + interval '1 month');
    END LOOP;
END $$;

SELECT make_month_partitions('audit_event', DATE '2026-01-01', 24);

-- The hash of an audit row: SHA-256 over the previous hash and the row's values, separated by unit separators.
CREATE FUNCTION audit_hash(previous bytea, subject text, sequence bigint, recorded_at timestamptz, actor text, role text,
                           organisation text, operation text, outcome text, request_id uuid)
    RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(previous || convert_to(concat_ws(chr(31), subject, sequence,
                  (extract(epoch FROM recorded_at) * 1000000)::bigint, actor, role, organisation, operation, outcome,
                  coalesce(request_id::text, '')), 'UTF8'))
$$;

-- Adds one row to the chain of its subject, in the caller's transaction. Writers of one subject wait for each other.
-- It runs with the owner's rights: nobody else can add to a chain or move its head.
CREATE FUNCTION append_audit_event(the_subject text, the_actor text, the_role text, the_organisation text,
                                   the_operation text, the_outcome text, the_request_id uuid)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    last_sequence bigint;
    last_hash     bytea;
    now_at        timestamptz := clock_timestamp();
    new_hash      bytea;
BEGIN
    SELECT sequence, hash INTO last_sequence, last_hash FROM audit_head WHERE subject = the_subject FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO audit_head (subject, sequence, hash)
        VALUES (the_subject, 1, audit_hash(''::bytea, the_subject, 1, now_at, the_actor, the_role, the_organisation,
                                           the_operation, the_outcome, the_request_id))
        ON CONFLICT (subject) DO NOTHING
        RETURNING hash INTO new_hash;
        IF FOUND THEN
            INSERT INTO audit_event (subject, sequence, recorded_at, actor, role, organisation, operation, outcome,
                                     request_id, previous_hash, hash)
            VALUES (the_subject, 1, now_at, the_actor, the_role, the_organisation, the_operation, the_outcome,
                    the_request_id, ''::bytea, new_hash);
            RETURN;
        END IF;
        SELECT sequence, hash INTO last_sequence, last_hash FROM audit_head WHERE subject = the_subject FOR UPDATE;
        now_at := clock_timestamp();
    END IF;
    new_hash := audit_hash(last_hash, the_subject, last_sequence + 1, now_at, the_actor, the_role, the_organisation,
                           the_operation, the_outcome, the_request_id);
    UPDATE audit_head SET sequence = last_sequence + 1, hash = new_hash WHERE subject = the_subject;
    INSERT INTO audit_event (subject, sequence, recorded_at, actor, role, organisation, operation, outcome, request_id,
                             previous_hash, hash)
    VALUES (the_subject, last_sequence + 1, now_at, the_actor, the_role, the_organisation, the_operation, the_outcome,
            the_request_id, last_hash, new_hash);
END $$;
