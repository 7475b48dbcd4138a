-- How fast each signer signs, and the prescriptions that wait for a reviewer because of it.

-- The schedule of a controlled drug, or null.
ALTER TABLE line_item ADD COLUMN schedule text CHECK (schedule IN ('CD1', 'CD2', 'CD3', 'CD4', 'CD5'));

-- One row a signer, part 0, takes in every prescription with controlled items, one after the other, so that two at once
-- never count past each other. The others go to one of the further parts by chance, so that they do not wait.
CREATE TABLE signer_pace (
    signer        text          NOT NULL,
    part          smallint      NOT NULL CHECK (part >= 0),
    day           date          NOT NULL,
    items         int           NOT NULL CHECK (items >= 0),
    controlled    int           NOT NULL CHECK (controlled >= 0),
    -- when the newest controlled items came, newest first; no more than it takes to know that an hour has too many
    controlled_at timestamptz[] NOT NULL,
    PRIMARY KEY (signer, part)
) WITH (fillfactor = 50);

-- A hold is not a status: the prescription has one as any other, but stands in no worklist and is not released.
CREATE TABLE review_hold (
    prescription_id text        NOT NULL PRIMARY KEY,
    reason          text        NOT NULL CHECK (reason IN ('CONTROLLED_IN_AN_HOUR', 'CONTROLLED_IN_A_DAY', 'ITEMS_IN_A_DAY')),
    held_at         timestamptz NOT NULL,
    decision        text        CHECK (decision IN ('APPROVED', 'REFUSED')),
    decided_at      timestamptz,
    decided_by      text,
    decision_reason text,
    FOREIGN KEY (prescription_id) REFERENCES prescription,
    CHECK ((decision IS NULL) = (decided_at IS NULL)),
    CHECK ((decision IS NULL) = (decided_by IS NULL)),
    CHECK ((decision IS NULL) = (decision_reason IS NULL))
);
CREATE INDEX review_hold_open ON review_hold (held_at, prescription_id) WHERE decision IS NULL;
