package org.pestle.prescription;

import java.time.LocalDate;
import java.util.List;
import org.pestle.prescription.NextActivity.Action;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that finds what is due. */
@Component
public class DueTable {
    // The index of next activities is all it reads of issues that are not due. A release locks places in the worklist
    // before issues; so that neither ever waits for the other in a circle, an issue whose place a release has is left.
    private static final String CLAIM = """
            WITH due AS (
                SELECT prescription_id, issue_number
                  FROM prescription_issue
                 WHERE next_activity = :action
                   AND next_activity_on <= :today
                 ORDER BY next_activity_on
                 LIMIT :limit
                   FOR UPDATE SKIP LOCKED
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

    private final JdbcClient jdbc;

    DueTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Issues that are due, locked for this transaction; what others hold is left to them. */
    public List<Due> claim(Action action, LocalDate today, int limit) {
        return jdbc.sql(CLAIM)
                .param("action", action.code())
                .param("today", today)
                .param("limit", limit)
                .query((row, number) ->
                        new Due(new PrescriptionId(row.getString("prescription_id")), row.getInt("issue_number")))
                .list();
    }

    /** An issue that is due. */
    public record Due(PrescriptionId prescription, int issueNumber) {}
}
