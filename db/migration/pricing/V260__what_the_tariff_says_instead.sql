-- An item that pays the same by what the tariff says now keeps the number of what it was priced from. So that a later
-- change finds it, it is remembered with which answer of the tariff its items were compared last. The next night
-- compares those of the open months once more.

DELETE FROM pricing_basis_replaced;
ALTER TABLE pricing_basis_replaced
    ADD COLUMN replaced_by bytea NOT NULL CHECK (octet_length(replaced_by) = 32);
