-- Products on which no discount is deducted if the pharmacy endorses ZD (DNDCD 0002).

ALTER TABLE tariff_dmd_facts ADD COLUMN no_discount_if_endorsed boolean NOT NULL DEFAULT false;

UPDATE tariff_dmd_facts AS facts
   SET no_discount_if_endorsed = true
  FROM tariff_dmd_ampp AS ampp
  JOIN tariff_dmd_amp AS amp ON amp.released_on = ampp.released_on AND amp.apid = ampp.apid
 WHERE ampp.discount_not_deducted = '0002'
   AND facts.released_on = ampp.released_on
   AND facts.code IN (amp.apid, amp.vpid);
