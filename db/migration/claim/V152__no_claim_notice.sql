-- Tells the reimbursement authority that an issue was closed because nobody claimed for it.

CREATE TABLE no_claim_notice (
    prescription_id text        NOT NULL,
    issue_number    smallint    NOT NULL,
    contractor      text        NOT NULL,
    -- as the last notification names it; null where the issue was closed without one
    authority       text        CHECK (authority IN ('T1450', 'RQFZ1')),
    dispensed_on    date        NOT NULL,
    recorded_at     timestamptz NOT NULL,
    PRIMARY KEY (prescription_id, issue_number)
);
CREATE INDEX no_claim_notice_by_authority ON no_claim_notice (authority, recorded_at);
