package org.pestle.prescription;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.pestle.prescription.DeletePrescriptions.Position;
import org.pestle.prescription.DeletePrescriptions.Share;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The SQL that removes prescriptions. History and audit trail stay: they name no patient and have a time of their own.
 */
@Component
class DeleteTable {
    // A prescription is found by its first issue, so that each is looked at once a night. Of repeat dispensing the
    // first is due long before the last.
    private static final String DUE = """
            SELECT i.next_activity_on, i.prescription_id,
                   NOT EXISTS (SELECT FROM prescription_issue o
                                WHERE o.prescription_id = i.prescription_id
                                  AND (o.next_activity <> 'delete' OR o.next_activity_on > :today)) AS whole
              FROM prescription_issue i
             WHERE i.next_activity = 'delete'
               AND i.next_activity_on <= :today
               AND i.issue_number = 1
               AND abs(mod(hashtextextended(i.prescription_id, 0), :shares)) = :share
               AND (i.next_activity_on, i.prescription_id) > (CAST(:dueOn AS date), :after)
             ORDER BY i.next_activity_on, i.prescription_id
             LIMIT :limit
            """;

    // Issues that somebody else is changing are passed over, and with them their prescription.
    private static final String DELETE = """
            WITH locked AS (
                SELECT prescription_id, issue_number, status, next_activity, next_activity_on
                  FROM prescription_issue
                 WHERE prescription_id = ANY (:ids)
                   FOR UPDATE SKIP LOCKED
            ), chosen AS (
                SELECT p.prescription_id, p.long_id, p.treatment_type, p.nhs_number, p.practice, p.practice_name,
                       p.authored_at, p.issues, d.status, d.due_on
                  FROM prescription p
                  JOIN (SELECT prescription_id, count(*) AS issues,
                               (array_agg(status ORDER BY issue_number DESC))[1] AS status,
                               max(next_activity_on) AS due_on
                          FROM locked
                         WHERE next_activity = 'delete'
                           AND next_activity_on <= :today
                         GROUP BY prescription_id) d
                    ON d.prescription_id = p.prescription_id
                   AND d.issues = p.issues
            ), skeletons AS (
                INSERT INTO prescription_skeleton (prescription_id, long_id, treatment_type, nhs_number, practice,
                                                   practice_name, authored_at, issues, status, deleted_on, purge_on)
                SELECT prescription_id, long_id, treatment_type, nhs_number, practice, practice_name, authored_at, issues,
                       status, due_on, due_on + make_interval(months => :skeletonMonths)
                  FROM chosen
            ), holds AS (
                DELETE FROM review_hold WHERE prescription_id IN (SELECT prescription_id FROM chosen)
            ), places AS (
                DELETE FROM worklist WHERE prescription_id IN (SELECT prescription_id FROM chosen)
            ), issue_items AS (
                DELETE FROM issue_item WHERE prescription_id IN (SELECT prescription_id FROM chosen)
            ), issues AS (
                DELETE FROM prescription_issue WHERE prescription_id IN (SELECT prescription_id FROM chosen)
            ), items AS (
                DELETE FROM line_item WHERE prescription_id IN (SELECT prescription_id FROM chosen)
            ), records AS (
                DELETE FROM prescription WHERE prescription_id IN (SELECT prescription_id FROM chosen)
            )
            SELECT prescription_id
              FROM chosen
             CROSS JOIN LATERAL append_audit_event(prescription_id, :actor, :role, :organisation, 'DELETE', 'done', NULL)
            """;

    private static final String PURGE = """
            WITH purged AS (
                DELETE FROM prescription_skeleton
                 WHERE prescription_id IN (SELECT prescription_id
                                             FROM prescription_skeleton
                                            WHERE purge_on <= :today
                                            ORDER BY purge_on
                                            LIMIT :limit
                                              FOR UPDATE SKIP LOCKED)
             RETURNING prescription_id
            )
            SELECT prescription_id
              FROM purged
             CROSS JOIN LATERAL append_audit_event(prescription_id, :actor, :role, :organisation, 'PURGE', 'done', NULL)
            """;

    private final JdbcClient jdbc;

    DeleteTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A prescription of which at least the first issue is due. */
    record Candidate(LocalDate dueOn, PrescriptionId id, boolean isWhole) {
        Position positionIn(Share share) {
            return new Position(share, dueOn, id.value());
        }
    }

    List<Candidate> due(LocalDate today, Position from, int limit) {
        return jdbc.sql(DUE)
                .param("today", today)
                .param("share", from.share().number())
                .param("shares", from.share().of())
                .param("dueOn", from.dueOn())
                .param("after", from.prescription())
                .param("limit", limit)
                .query((row, number) -> new Candidate(
                        row.getObject("next_activity_on", LocalDate.class),
                        new PrescriptionId(row.getString("prescription_id")),
                        row.getBoolean("whole")))
                .list();
    }

    /**
     * Deletes those of them that are still as they were found, and answers which. The skeleton tells the day on which
     * it was due, and stays for so many months from then.
     */
    List<PrescriptionId> delete(Collection<PrescriptionId> ids, LocalDate today, int skeletonMonths, Act act) {
        return act(
                jdbc.sql(DELETE)
                        .param("ids", ids.stream().map(PrescriptionId::value).toArray(String[]::new))
                        .param("today", today)
                        .param("skeletonMonths", skeletonMonths),
                act);
    }

    /** Removes skeletons, and answers which. */
    List<PrescriptionId> purge(LocalDate today, int limit, Act act) {
        return act(jdbc.sql(PURGE).param("today", today).param("limit", limit), act);
    }

    private static List<PrescriptionId> act(JdbcClient.StatementSpec statement, Act act) {
        return statement
                .param("actor", act.caller().actor())
                .param("role", act.caller().role().claim())
                .param("organisation", act.caller().organisation().value())
                .query((row, number) -> new PrescriptionId(row.getString("prescription_id")))
                .list();
    }
}
