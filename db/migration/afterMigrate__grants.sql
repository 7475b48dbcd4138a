-- What the application may do, given again after every migration so that a new table is never forgotten: everything with
-- ordinary tables, and with history only add and read. The owner migrates; the application cannot change the schema.

DO $$
DECLARE
    partition regclass;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pestle_app') THEN
        RAISE EXCEPTION 'the role pestle_app does not exist; db/README.md says how it is made';
    END IF;
    GRANT USAGE ON SCHEMA public TO pestle_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO pestle_app;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO pestle_app;

    -- History is only added to; the audit trail only through append_audit_event, which alone moves the heads of its chains.
    REVOKE UPDATE, DELETE ON prescription_event, prescription_version, revocation_evidence FROM pestle_app;
    REVOKE UPDATE, DELETE ON priced_claim, priced_item, pricing_basis, ledger_journal, ledger_entry FROM pestle_app;
    REVOKE INSERT, UPDATE, DELETE ON audit_event, audit_head FROM pestle_app;
    REVOKE ALL ON flyway_schema_history FROM pestle_app;

    -- Rights to a partition are those to its table.
    FOR partition IN
        SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relispartition AND relkind = 'r'
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM pestle_app', partition);
    END LOOP;
END $$;
