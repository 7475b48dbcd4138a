-- What remains of a deleted prescription for a year: enough for a patient's search to show that it was there.

CREATE TABLE prescription_skeleton (
    prescription_id text        NOT NULL PRIMARY KEY,
    long_id         uuid        NOT NULL,
    treatment_type  text        NOT NULL,
    nhs_number      text        NOT NULL,
    practice        text        NOT NULL,
    practice_name   text        NOT NULL,
    authored_at     timestamptz NOT NULL,
    issues          smallint    NOT NULL,
    -- of its last issue when it was deleted
    status          text        NOT NULL,
    deleted_on      date        NOT NULL,
    purge_on        date        NOT NULL
);
CREATE INDEX prescription_skeleton_by_patient ON prescription_skeleton (nhs_number);
CREATE INDEX prescription_skeleton_to_purge ON prescription_skeleton (purge_on);
