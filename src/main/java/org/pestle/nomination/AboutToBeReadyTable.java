package org.pestle.nomination;

import java.time.LocalDate;
import java.util.List;
import org.pestle.prescription.NextActivity.Action;
import org.pestle.prescription.TreatmentType;
import org.pestle.values.NhsNumber;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that finds what is about to be offered to the site that was nominated. */
@Component
class AboutToBeReadyTable {
    private static final String FIND = """
            SELECT DISTINCT i.prescription_id, p.nhs_number
              FROM prescription_issue i
              JOIN prescription p ON p.prescription_id = i.prescription_id
             WHERE i.next_activity = :action
               AND i.next_activity_on <= :day
               AND i.nomination_basis = 'STANDING'
               AND i.prescription_id > :after
               AND p.treatment_type = :treatment
             ORDER BY i.prescription_id
             LIMIT :limit
            """;

    private final JdbcClient jdbc;

    AboutToBeReadyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A prescription, and whose it is. */
    record Ready(PrescriptionId prescription, NhsNumber patient) {}

    /** Repeat dispensing prescriptions that follow a nomination and have an issue that becomes ready, by their ids. */
    List<Ready> find(LocalDate day, String after, int limit) {
        return jdbc.sql(FIND)
                .param("action", Action.READY.code())
                .param("treatment", TreatmentType.REPEAT_DISPENSING.code())
                .param("day", day)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new Ready(
                        new PrescriptionId(row.getString("prescription_id")),
                        new NhsNumber(row.getString("nhs_number"))))
                .list();
    }
}
