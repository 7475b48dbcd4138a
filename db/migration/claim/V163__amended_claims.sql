-- An amended claim names the one whose place it takes; that one stays as it was, and says that it was replaced. Which
-- month a claim counts for is decided by the day on which the first of them came.

ALTER TABLE claim
    ADD COLUMN replaces   uuid UNIQUE REFERENCES claim,
    ADD COLUMN amended_at timestamptz,
    ADD CONSTRAINT claim_amended_when_it_replaces CHECK ((replaces IS NULL) = (amended_at IS NULL));
