-- What the night leaves on paper.

CREATE TABLE payment_schedule (
    contractor text        NOT NULL,
    month      date        NOT NULL CHECK (extract(day FROM month) = 1),
    written_at timestamptz NOT NULL,
    document   json        NOT NULL,
    PRIMARY KEY (contractor, month)
);

CREATE TABLE commissioner_report (
    icb_code    text        NOT NULL,
    month       date        NOT NULL CHECK (extract(day FROM month) = 1),
    written_at  timestamptz NOT NULL,
    provisional boolean     NOT NULL,
    editions    text[]      NOT NULL,
    PRIMARY KEY (icb_code, month)
);

-- The columns of reimbursement.md 6.3, money in pence as it was calculated.
CREATE TABLE commissioner_report_row (
    icb_code          text    NOT NULL,
    month             date    NOT NULL,
    practice_code     text    NOT NULL,
    contractor_code   text    NOT NULL,
    bnf_code          text    NOT NULL,
    snomed_code       text    NOT NULL,
    prep_class        smallint NOT NULL,
    items             bigint  NOT NULL,
    quantity          numeric NOT NULL,
    nic_p             numeric NOT NULL,
    discount_p        numeric NOT NULL,
    consumables_p     numeric NOT NULL,
    containers_p      numeric NOT NULL,
    out_of_pocket_p   numeric NOT NULL,
    actual_cost_p     numeric NOT NULL,
    professional_fees_p numeric NOT NULL,
    additional_fees_p numeric NOT NULL,
    charges_count     bigint  NOT NULL,
    charges_value_p   numeric NOT NULL,
    referred_back_items bigint NOT NULL,
    disallowed_items  bigint  NOT NULL,
    PRIMARY KEY (icb_code, month, practice_code, contractor_code, bnf_code, snomed_code, prep_class),
    FOREIGN KEY (icb_code, month) REFERENCES commissioner_report ON DELETE CASCADE
);

-- A commissioner's rows are seen only by a transaction that says for which commissioner it reads.
ALTER TABLE commissioner_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE commissioner_report_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_report ON commissioner_report
    USING (icb_code = current_setting('pestle.commissioner', true));
CREATE POLICY own_rows ON commissioner_report_row
    USING (icb_code = current_setting('pestle.commissioner', true));

-- How each job ended last.
CREATE TABLE night_result (
    job      text        NOT NULL PRIMARY KEY,
    status   text        NOT NULL CHECK (status IN ('COMPLETED', 'FAILED')),
    read     bigint      NOT NULL,
    written  bigint      NOT NULL,
    refused  bigint      NOT NULL,
    totals   jsonb       NOT NULL,
    ended_at timestamptz NOT NULL
);
