-- What is known of a lease that was given back: who gave it back and why, and where the issue was nominated to until
-- then.
ALTER TABLE ended_lease
    ADD COLUMN issue_number     smallint,
    ADD COLUMN organisation     text,
    ADD COLUMN reason           text CHECK (reason ~ '^000[1-8]$'),
    ADD COLUMN former_site      text,
    ADD COLUMN former_site_type text CHECK (former_site_type IN ('P1', 'P2', 'P3', '0004'));
