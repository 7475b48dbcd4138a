package org.pestle.prescription;

import java.sql.Types;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.NextActivity.Action;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that finds what is due. */
@Component
public class DueTable {
    // The lock on the prescription keeps other nights from all its issues, and nobody else from anything. A release
    // locks places in the worklist before issues; so that neither ever waits for the other in a circle, an issue whose
    // place a release has is left.
    private static final String LOCKED = """
                   FOR UPDATE OF i SKIP LOCKED
                   FOR NO KEY UPDATE OF p SKIP LOCKED
            ), listed AS (
                SELECT w.prescription_id, w.issue_number
                  FROM worklist w
                  JOIN due USING (prescription_id, issue_number)
                   FOR UPDATE OF w SKIP LOCKED
            )
            SELECT prescription_id, issue_number
              FROM due
             WHERE (prescription_id, issue_number) IN (SELECT prescription_id, issue_number FROM listed)
                OR NOT EXISTS (SELECT FROM worklist w
                                WHERE w.prescription_id = due.prescription_id
                                  AND w.issue_number = due.issue_number)
            """;

    // The index of next activities is all it reads of issues that are not due. What waits for an issue before it that
    // should have been closed earlier is left until that is closed.
    private static final String CLAIM = """
            WITH due AS (
                SELECT i.prescription_id, i.issue_number
                  FROM prescription_issue i
                  JOIN prescription p ON p.prescription_id = i.prescription_id
                 WHERE i.next_activity = :action
                   AND i.next_activity_on <= :today
                   AND NOT (i.status = '9000'
                            AND EXISTS (SELECT FROM prescription_issue o
                                         WHERE o.prescription_id = i.prescription_id
                                           AND o.issue_number < i.issue_number
                                           AND o.next_activity = 'createNoClaim'
                                           AND o.next_activity_on < i.next_activity_on))
                 ORDER BY i.next_activity_on
                 LIMIT :limit
            """ + LOCKED;

    // One that should have been made ready before its items were over is left to that.
    private static final String CLAIM_ITEMS = """
            WITH due AS (
                SELECT i.prescription_id, i.issue_number
                  FROM issue_item x
                  JOIN prescription_issue i ON i.prescription_id = x.prescription_id AND i.issue_number = x.issue_number
                  JOIN prescription p ON p.prescription_id = i.prescription_id
                 WHERE x.supply_until < :today
                   AND (CAST(:site AS text) IS NULL OR i.site = :site)
                   AND x.status IN ('0003', '0004', '0007', '0008')
                   AND NOT (i.next_activity = 'ready' AND i.next_activity_on <= x.supply_until)
                 ORDER BY x.supply_until
                 LIMIT :limit
            """ + LOCKED;

    private final JdbcClient jdbc;

    DueTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Issues that are due, locked for this transaction; what others hold is left to them. */
    public List<Due> claim(Action action, LocalDate today, int limit) {
        return due(jdbc.sql(CLAIM).param("action", action.code()), today, limit);
    }

    /** The prescriptions of such issues. */
    Set<PrescriptionId> prescriptions(Action action, LocalDate today, int limit) {
        return ids(claim(action, today, limit));
    }

    /**
     * Prescriptions with items whose time of supply was over before today, locked likewise.
     *
     * @param site only what is nominated to it, or null for all
     */
    Set<PrescriptionId> withItemsThatAreOver(@Nullable OdsCode site, LocalDate today, int limit) {
        String code = site == null ? null : site.value();
        return ids(due(jdbc.sql(CLAIM_ITEMS).param("site", code, Types.VARCHAR), today, limit));
    }

    private static List<Due> due(JdbcClient.StatementSpec statement, LocalDate today, int limit) {
        return statement
                .param("today", today)
                .param("limit", limit)
                .query((row, number) ->
                        new Due(new PrescriptionId(row.getString("prescription_id")), row.getInt("issue_number")))
                .list();
    }

    private static Set<PrescriptionId> ids(List<Due> due) {
        Set<PrescriptionId> ids = new LinkedHashSet<>();
        due.forEach(issue -> ids.add(issue.prescription()));
        return ids;
    }

    /** An issue that is due. */
    public record Due(PrescriptionId prescription, int issueNumber) {}
}
