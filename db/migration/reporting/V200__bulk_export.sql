-- FHIR bulk exports: who asked for what, and the de-identified resources, chunk by chunk.

CREATE TABLE bulk_export (
    export_id    uuid        NOT NULL PRIMARY KEY,
    -- whose claims; null: everybody's
    commissioner text,
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL,
    -- only claims that were priced from then on; null: all
    since        timestamptz,
    types        text[]      NOT NULL CHECK (cardinality(types) > 0),
    request      text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('waiting', 'completed', 'cancelled')),
    -- makes the identifiers of this export unlike those of any other; forgotten as soon as it is not needed
    salt         bytea       CHECK (octet_length(salt) = 32),
    ended_at     timestamptz,
    CHECK ((state = 'waiting') = (salt IS NOT NULL)),
    CHECK ((state = 'waiting') = (ended_at IS NULL))
);
CREATE INDEX bulk_export_waiting ON bulk_export (requested_at, export_id) WHERE state = 'waiting';

-- The claims of an export under the names that they have in it; forgotten with the salt.
CREATE TABLE bulk_export_claim (
    export_id uuid     NOT NULL REFERENCES bulk_export ON DELETE CASCADE,
    pseudonym uuid     NOT NULL,
    claim_id  uuid     NOT NULL,
    -- the patient's years of birth; both null where too few patients share them, one null where the band is open
    born_from smallint,
    born_to   smallint,
    PRIMARY KEY (export_id, pseudonym)
);

-- What is downloaded: newline-delimited JSON, in the order of its parts.
CREATE TABLE bulk_export_part (
    export_id uuid   NOT NULL REFERENCES bulk_export ON DELETE CASCADE,
    type      text   NOT NULL,
    part      int    NOT NULL CHECK (part > 0),
    resources int    NOT NULL CHECK (resources > 0),
    content   bytea  NOT NULL,
    PRIMARY KEY (export_id, type, part)
);
