-- Controlled drugs (eps.md 3.5): the last day on which an item may be supplied, where it is earlier than that of its
-- issue. It is settled when the prescription comes, by the rules of the prescription's day.

ALTER TABLE issue_item ADD COLUMN supply_until date;

UPDATE issue_item x
   SET supply_until = CAST(p.authored_at AT TIME ZONE 'Europe/London' AS date) + 28
  FROM line_item l, prescription p
 WHERE l.prescription_id = x.prescription_id
   AND l.line_item_id = x.line_item_id
   AND p.prescription_id = x.prescription_id
   AND (l.schedule IN ('CD2', 'CD3') OR (l.schedule = 'CD4' AND x.issue_number = 1));

-- What the night looks for where items expire by themselves: open items with a day of their own.
CREATE INDEX issue_item_supply_until ON issue_item (supply_until)
 WHERE supply_until IS NOT NULL AND status IN ('0003', '0004', '0007', '0008');
