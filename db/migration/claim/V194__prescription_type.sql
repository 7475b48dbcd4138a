-- Setting and kind of the prescriber, which decide what may be prescribed; null for claims from before it was kept.

ALTER TABLE claim ADD COLUMN prescription_type text;
