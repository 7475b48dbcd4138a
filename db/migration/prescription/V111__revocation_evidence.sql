-- With what each prescription was verified: digests of revocation_evidence.
ALTER TABLE prescription ADD COLUMN revocation_evidence bytea[] NOT NULL DEFAULT '{}';
