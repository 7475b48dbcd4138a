-- Dispensing sites that have closed while prescriptions were on their way to them.

CREATE TABLE closed_site (
    site          text NOT NULL PRIMARY KEY,
    name          text,
    finding       text NOT NULL CHECK (finding IN ('CLOSED', 'NOT_ENABLED', 'NOT_LISTED')),
    first_seen_on date NOT NULL,
    last_seen_on  date NOT NULL,
    CHECK (first_seen_on <= last_seen_on)
);

-- What waits for a site without standing in its worklist, what a site has in hand, and what was taken from a closed one.
CREATE INDEX prescription_issue_waiting_for_site ON prescription_issue (site)
    WHERE site IS NOT NULL AND status IN ('0000', '9000', '9001');
CREATE INDEX prescription_issue_in_hand ON prescription_issue (holder) WHERE status IN ('0002', '0003');
CREATE INDEX nomination_move_from_closed_site ON nomination_move (from_site) WHERE reason = 'SITE_CLOSED';
