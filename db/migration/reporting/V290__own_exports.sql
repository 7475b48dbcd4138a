-- A bulk export is seen only by a transaction that says for which commissioner it works, like a report. '*' is for the job that
-- makes them all and for who may read everybody's; it is no code of an organisation.

ALTER TABLE bulk_export ENABLE ROW LEVEL SECURITY;
ALTER TABLE bulk_export_claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE bulk_export_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_export ON bulk_export
    USING (current_setting('pestle.commissioner', true) IN (commissioner, '*'));
CREATE POLICY own_claims ON bulk_export_claim
    USING (export_id IN (SELECT export_id FROM bulk_export));
CREATE POLICY own_parts ON bulk_export_part
    USING (export_id IN (SELECT export_id FROM bulk_export));
