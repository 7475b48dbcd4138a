-- What an amendment or a withdrawal needs: the state of the issue before each notification, and whether the notification
-- is still in force. What was kept before this migration counts as the first notification after a release.
ALTER TABLE dispense_notification
    ADD COLUMN replaces                 uuid,
    -- state of the issue when this notification came
    ADD COLUMN status_before            text   NOT NULL DEFAULT '0002'
        CHECK (status_before IN ('0002', '0003', '0006', '0007', '0008')),
    ADD COLUMN items                    uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN item_statuses_before     text[] NOT NULL DEFAULT '{}',
    -- from where it moves each item: of an amendment, where the first notification of its line found it
    ADD COLUMN item_statuses_from       text[] NOT NULL DEFAULT '{}',
    ADD COLUMN dispensed_on_before      date,
    ADD COLUMN completed_on_before      date,
    ADD COLUMN last_notification_before uuid,
    -- the amendment or withdrawal that took it out of force
    ADD COLUMN ended_by                 uuid,
    -- of a withdrawal: when, why, and the message as received
    ADD COLUMN withdrawn_at             timestamptz,
    ADD COLUMN withdrawal_reason        text CHECK (withdrawal_reason IN ('QU', 'MU', 'DA', 'PA', 'OC', 'ONC')),
    ADD COLUMN withdrawal               bytea,
    ADD CHECK ((withdrawn_at IS NULL) = (withdrawal IS NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL)),
    ADD CHECK (withdrawn_at IS NULL OR ended_by IS NOT NULL);
