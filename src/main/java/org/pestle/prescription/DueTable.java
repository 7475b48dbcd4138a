package org.pestle.prescription;

import java.time.LocalDate;
import java.util.List;
import org.pestle.prescription.NextActivity.Action;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that finds what is due. */
@Component
class DueTable {
    // The index of next activities is all it reads of issues that are not due.
    private static final String CLAIM = """
            SELECT prescription_id, issue_number
              FROM prescription_issue
             WHERE next_activity = :action
               AND next_activity_on <= :today
             ORDER BY next_activity_on
             LIMIT :limit
               FOR UPDATE SKIP LOCKED
            """;

    private final JdbcClient jdbc;

    DueTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Issues that are due, locked for this transaction; what others hold is left to them. */
    List<Due> claim(Action action, LocalDate today, int limit) {
        return jdbc.sql(CLAIM)
                .param("action", action.code())
                .param("today", today)
                .param("limit", limit)
                .query((row, number) ->
                        new Due(new PrescriptionId(row.getString("prescription_id")), row.getInt("issue_number")))
                .list();
    }

    /** An issue that is due. */
    record Due(PrescriptionId prescription, int issueNumber) {}
}
