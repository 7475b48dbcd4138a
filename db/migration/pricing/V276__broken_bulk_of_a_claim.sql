-- A claim that is priced again takes back what it added to broken bulk and used up of it.
CREATE INDEX broken_bulk_by_claim ON broken_bulk (claim_id);
