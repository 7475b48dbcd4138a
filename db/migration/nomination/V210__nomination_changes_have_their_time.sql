-- A change of a nomination names a patient, so it is kept for its time only: the day is set when the row is written.

ALTER TABLE nomination_change ADD COLUMN purge_on date;
UPDATE nomination_change
   SET purge_on = CAST(changed_at AT TIME ZONE 'Europe/London' AS date) + make_interval(months => 18);
ALTER TABLE nomination_change ALTER COLUMN purge_on SET NOT NULL;
CREATE INDEX nomination_change_to_purge ON nomination_change (purge_on);
