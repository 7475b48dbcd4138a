-- The last day of supply for which an exemption code may be claimed, where it has ended for good.

ALTER TABLE tariff_exemption ADD COLUMN last_supply date;

UPDATE tariff_exemption SET last_supply = DATE '2025-04-05' WHERE code = '0013';
