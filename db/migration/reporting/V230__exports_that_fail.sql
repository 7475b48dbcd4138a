-- An export that fails again and again ends as failed, so that whoever asked is told and the next one is made. Nobody can
-- have many wait at once.

ALTER TABLE bulk_export
    ADD COLUMN failures smallint NOT NULL DEFAULT 0 CHECK (failures >= 0),
    DROP CONSTRAINT bulk_export_state_check,
    ADD CONSTRAINT bulk_export_state_check CHECK (state IN ('waiting', 'completed', 'cancelled', 'failed'));
CREATE INDEX bulk_export_of_asker ON bulk_export (requested_by) WHERE state = 'waiting';
