package org.pestle.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.pestle.prescription.CancellationReason;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.tracking.ClinicalView.Cancellation;
import org.pestle.tracking.ClinicalView.Supply;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.pestle.values.Quantity;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of the clinical view: what happened to the items of one issue. */
@Component
class ClinicalTable {
    private static final String SUPPLIES = """
            SELECT i.dispense_item_id, n.notification_id, n.received_at, n.organisation, n.to_status, i.line_item_id,
                   i.status, i.product_name, i.quantity, i.unit_code, i.unit_name, i.reason
              FROM dispense_notification n
              JOIN dispense_item i ON i.prescription_id = n.prescription_id AND i.notification_id = n.notification_id
              JOIN line_item l ON l.prescription_id = i.prescription_id AND l.line_item_id = i.line_item_id
             WHERE n.prescription_id = :id
               AND n.issue_number = :issueNumber
             ORDER BY n.received_at, n.notification_id, l.position, i.dispense_item_id
            """;

    // A cancellation is of the issue it found and of every later one (eps.md 5.3).
    private static final String CANCELLATIONS = """
            SELECT CASE WHEN whole THEN NULL ELSE line_item_id END AS item, reason
              FROM prescription_cancellation
             WHERE prescription_id = :id
               AND issue_number <= :issueNumber
               AND state <> 'unsuccessful'
             ORDER BY requested_at, cancellation_id
            """;

    private final NamedParameterJdbcTemplate jdbc;

    ClinicalTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Supply> supplies(PrescriptionId id, int issueNumber) {
        return jdbc.query(SUPPLIES, issue(id, issueNumber), (row, number) -> supply(row));
    }

    List<Cancellation> cancellations(PrescriptionId id, int issueNumber) {
        return jdbc.query(CANCELLATIONS, issue(id, issueNumber), (row, number) -> {
            UUID item = row.getObject("item", UUID.class);
            return new Cancellation(
                    item == null ? null : new LineItemId(item),
                    CancellationReason.of(row.getString("reason")).orElseThrow());
        });
    }

    private static MapSqlParameterSource issue(PrescriptionId id, int issueNumber) {
        return new MapSqlParameterSource("id", id.value()).addValue("issueNumber", issueNumber);
    }

    private static Supply supply(ResultSet row) throws SQLException {
        return new Supply(
                row.getObject("dispense_item_id", UUID.class),
                row.getObject("notification_id", UUID.class),
                row.getTimestamp("received_at").toInstant(),
                new OdsCode(row.getString("organisation")),
                PrescriptionStatus.of(row.getString("to_status")),
                new LineItemId(row.getObject("line_item_id", UUID.class)),
                LineItemStatus.of(row.getString("status")),
                row.getString("product_name"),
                new Quantity(row.getBigDecimal("quantity"), row.getString("unit_code"), row.getString("unit_name")),
                row.getString("reason"));
    }
}
