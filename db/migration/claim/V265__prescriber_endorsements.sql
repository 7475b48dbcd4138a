-- What the prescriber endorsed on the item: CC, FS, ACBS, SLS, AF. None for claims from before it was kept.

ALTER TABLE claim_item ADD COLUMN prescriber_endorsements text[] NOT NULL DEFAULT '{}';
