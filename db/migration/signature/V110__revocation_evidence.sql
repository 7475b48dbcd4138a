-- What authorities said about revocation, byte for byte: each list and answer once, however often it is fetched. Kept as
-- evidence, and as what stands in while a source is away.
CREATE TABLE revocation_evidence (
    digest      bytea       NOT NULL PRIMARY KEY CHECK (octet_length(digest) = 32), -- SHA-256 of the content
    position    bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    kind        text        NOT NULL CHECK (kind IN ('CRL', 'OCSP')),
    series      bytea       NOT NULL CHECK (octet_length(series) = 32), -- what replaces each other
    issuer      text        NOT NULL,
    this_update timestamptz NOT NULL,
    next_update timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    content     bytea       NOT NULL
);

CREATE INDEX revocation_evidence_newest ON revocation_evidence (series, position DESC) WHERE kind = 'CRL';
