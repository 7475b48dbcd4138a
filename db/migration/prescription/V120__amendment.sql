-- What a prescription said before it was amended: each earlier version as it was received, and why it was believed.
-- Rows are added and read only; they go with their prescription.
CREATE TABLE prescription_version (
    prescription_id text        NOT NULL,
    version         smallint    NOT NULL CHECK (version > 0),
    message_id      uuid        NOT NULL,
    message         bytea       STORAGE EXTERNAL NOT NULL, -- compressed already
    content_digest  bytea       NOT NULL CHECK (octet_length(content_digest) = 32),
    signed_at       timestamptz NOT NULL,
    signer          text        NOT NULL,
    certificates    bytea[]     NOT NULL,
    revocation_evidence bytea[] NOT NULL,
    verdict         text        NOT NULL CHECK (verdict = 'VALID'),
    verified_at     timestamptz NOT NULL,
    policy_version  text        NOT NULL,
    -- the items that had been cancelled: no later version may have them again
    cancelled_items uuid[]      NOT NULL,
    replaced_at     timestamptz NOT NULL,
    replaced_by     uuid        NOT NULL,
    PRIMARY KEY (prescription_id, version),
    FOREIGN KEY (prescription_id) REFERENCES prescription ON DELETE CASCADE
) PARTITION BY HASH (prescription_id);

DO $$
BEGIN
    FOR remainder IN 0 .. 7 LOOP
        EXECUTE format('CREATE TABLE prescription_version_%s PARTITION OF prescription_version FOR VALUES WITH (MODULUS 8, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;
