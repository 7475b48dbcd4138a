package org.pestle.prescription;

import java.sql.Types;
import java.util.List;
import org.pestle.prescription.Issue.Item;
import org.pestle.prescription.Issue.Lease;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;

/**
 * The SQL that changes an issue: status, items, worklist, history row, head of the hash chain and audit trail in one
 * statement, which is the whole change or nothing. (Releases alone are decided elsewhere, by pharmacy.)
 */
@Component
public class IssueTable {
    // Locks the place in the worklist before the issue, as a release does: the two never wait for each other in a
    // circle. Where an issue stays in the worklist of its site, it keeps its place.
    private static final String CHANGE = """
            WITH place AS (
                SELECT issue_number
                  FROM worklist
                 WHERE prescription_id = :id
                   AND issue_number = :issueNumber
                   FOR UPDATE
            ), changed AS (
                UPDATE prescription_issue
                   SET status = :to,
                       version = version + 1,
                       chain_head = prescription_event_hash(chain_head, prescription_id, issue_number, version + 1,
                                                            CAST(:at AS timestamptz), :event, status, :to, :actor,
                                                            :organisation, CAST(:requestId AS uuid)),
                       site = :site,
                       site_type = :siteType,
                       nomination_basis = :basis,
                       holder = :holder,
                       lease_id = CAST(:leaseId AS uuid),
                       released_at = CAST(:releasedAt AS timestamptz),
                       starts_on = CAST(:startsOn AS date),
                       next_activity = :nextActivity,
                       next_activity_on = CAST(:nextActivityOn AS date),
                       dispensed_on = CAST(:dispensedOn AS date),
                       completed_on = CAST(:completedOn AS date),
                       last_notification = CAST(:lastNotification AS uuid),
                       claim_id = CAST(:claimId AS uuid),
                       claimed_on = CAST(:claimedOn AS date)
                 WHERE prescription_id = :id
                   AND issue_number = :issueNumber
                   AND version = :version
                   AND status = :from
                   AND (SELECT count(*) FROM place) >= 0
             RETURNING prescription_id, issue_number, new.version, old.chain_head AS previous_hash,
                       new.chain_head AS hash, site, expires_on
            ), items AS (
                UPDATE issue_item i
                   SET status = c.status
                  FROM changed, unnest(:itemIds, :itemStatuses) AS c (line_item_id, status)
                 WHERE i.prescription_id = :id
                   AND i.issue_number = :issueNumber
                   AND i.line_item_id = c.line_item_id
            ), unlisted AS (
                DELETE FROM worklist w
                 USING changed
                 WHERE w.prescription_id = :id
                   AND w.issue_number = :issueNumber
                   AND NOT (:listed AND w.site IS NOT DISTINCT FROM changed.site)
            ), listed AS (
                INSERT INTO worklist (site, available_at, prescription_id, issue_number, expires_on)
                SELECT site, CAST(:at AS timestamptz), prescription_id, issue_number, expires_on
                  FROM changed
                 WHERE :listed
                   AND site IS NOT NULL
                   AND NOT EXISTS (SELECT FROM review_hold h
                                    WHERE h.prescription_id = :id
                                      AND h.decision IS NULL)
                   AND NOT EXISTS (SELECT FROM worklist w
                                    WHERE w.prescription_id = :id
                                      AND w.issue_number = :issueNumber
                                      AND w.site = changed.site)
            )
            INSERT INTO prescription_event (prescription_id, issue_number, version, recorded_at, event, from_status,
                                            to_status, actor, organisation, request_id, previous_hash, hash)
            SELECT prescription_id, issue_number, version, CAST(:at AS timestamptz), :event, :from, :to, :actor,
                   :organisation, CAST(:requestId AS uuid), previous_hash, hash
              FROM changed
             CROSS JOIN LATERAL append_audit_event(prescription_id, :actor, :role, :organisation, :operation,
                                                   'done', CAST(:requestId AS uuid))
            """;

    private final NamedParameterJdbcTemplate jdbc;
    private final PrescriptionSettings settings;

    IssueTable(NamedParameterJdbcTemplate jdbc, PrescriptionSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * Writes a change, in one round trip.
     *
     * @return false if the issue is not any more as it was read: somebody else was faster, nothing was written
     */
    public boolean change(IssueChange change) {
        return jdbc.update(CHANGE, parameters(change)) == 1;
    }

    /**
     * Writes changes of many issues, in one round trip for dozens.
     *
     * @return how many were written; those that somebody else changed first are not among them
     */
    public int changeAll(List<IssueChange> changes) {
        int written = 0;
        for (int rows :
                jdbc.batchUpdate(CHANGE, changes.stream().map(this::parameters).toArray(SqlParameterSource[]::new))) {
            written += Math.max(0, rows);
        }
        return written;
    }

    private SqlParameterSource parameters(IssueChange change) {
        Issue before = change.before();
        Act act = change.act();
        NextActivity next = change.next(settings, act.day());
        List<Item> changed = change.items().stream()
                .filter(item -> !before.items().contains(item))
                .toList();
        MapSqlParameterSource parameters = new MapSqlParameterSource()
                .addValue("id", before.prescription().value())
                .addValue("issueNumber", (short) before.number())
                .addValue("version", before.version())
                .addValue("from", before.status().code())
                .addValue("to", change.to().code())
                .addValue("listed", change.to() == PrescriptionStatus.TO_BE_DISPENSED)
                .addValue("startsOn", change.startsOn())
                .addValue("nextActivity", next.action().code())
                .addValue("nextActivityOn", next.on())
                .addValue("dispensedOn", change.dispensedOn(), Types.DATE)
                .addValue("completedOn", change.completedOn(), Types.DATE)
                .addValue("lastNotification", change.lastNotification(), Types.OTHER)
                .addValue("claimId", change.claimId(), Types.OTHER)
                .addValue("claimedOn", change.claimedOn(), Types.DATE)
                .addValue("itemIds", Parameters.uuids(changed, item -> item.id().value()))
                .addValue(
                        "itemStatuses",
                        Parameters.texts(changed, item -> item.status().code()));
        Parameters.add(act, change.event(), parameters);
        Parameters.add(change.nomination(), parameters);
        Lease lease = change.lease();
        return parameters
                .addValue("holder", lease == null ? null : lease.holder().value(), Types.VARCHAR)
                .addValue("leaseId", lease == null ? null : lease.id(), Types.OTHER)
                .addValue("releasedAt", lease == null ? null : Parameters.time(lease.releasedAt()), Types.OTHER);
    }
}
