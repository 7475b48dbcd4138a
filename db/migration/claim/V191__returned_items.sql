-- Items that the night returned to the contractor: referred back (RB) because something is missing to price them, or
-- disallowed (DA) because the NHS does not pay for them. The contractor answers by a claim that names the one before;
-- what is not answered in time is deleted. No foreign keys: the night writes them with its prices.

CREATE TABLE returned_item (
    claim_id     uuid NOT NULL,
    line_item_id uuid NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('RB', 'DA')),
    reason       text NOT NULL CHECK (reason <> ''),
    returned_on  date NOT NULL,
    -- last day for an answer
    answer_by    date NOT NULL CHECK (answer_by >= returned_on),
    -- how it ended; null while it may be answered
    ended        text CHECK (ended IN ('ANSWERED', 'DELETED')),
    ended_on     date CHECK ((ended_on IS NULL) = (ended IS NULL)),
    PRIMARY KEY (claim_id, line_item_id)
);
CREATE INDEX returned_item_due ON returned_item (answer_by) WHERE ended IS NULL;

-- An answer is a claim for the items that came back. The others keep the price that they have in an earlier claim.
ALTER TABLE claim ADD COLUMN answers boolean NOT NULL DEFAULT false CHECK (NOT answers OR replaces IS NOT NULL);
ALTER TABLE claim_item ADD COLUMN settled_in uuid;

ALTER TABLE claim DROP CONSTRAINT claim_status_check;
ALTER TABLE claim ADD CONSTRAINT claim_status_check
    CHECK (status IN ('RECEIVED', 'PRICED', 'REFERRED', 'REPLACED', 'ANSWERED'));
DROP INDEX claim_once_per_issue;
CREATE UNIQUE INDEX claim_once_per_issue ON claim (prescription_id, issue_number)
    WHERE status NOT IN ('REPLACED', 'ANSWERED');
