-- A notification is a document with a time of its own: it stays when the prescription is deleted.

ALTER TABLE dispense_notification DROP CONSTRAINT dispense_notification_prescription_id_issue_number_fkey;
ALTER TABLE dispense_item DROP CONSTRAINT dispense_item_prescription_id_issue_number_line_item_id_fkey;
