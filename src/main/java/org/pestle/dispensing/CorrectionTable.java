package org.pestle.dispensing;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.values.LineItemId;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL that corrects dispense notifications: what each found and made, and which are in force. */
@Component
class CorrectionTable {
    private static final String FIND = """
            SELECT notification_id, issue_number, to_status, handed_over_at, ended_by, replaces, status_before, items,
                   item_statuses_before, item_statuses_from, dispensed_on_before, completed_on_before,
                   last_notification_before
              FROM dispense_notification
             WHERE prescription_id = :id
               AND notification_id = :notificationId
            """;

    // What the withdrawn notification had replaced is in force again.
    private static final String WITHDRAW = """
            UPDATE dispense_notification
               SET ended_by = CASE WHEN notification_id = :notificationId THEN CAST(:withdrawalId AS uuid) END,
                   withdrawn_at = CASE WHEN notification_id = :notificationId THEN CAST(:at AS timestamptz) END,
                   withdrawal_reason = CASE WHEN notification_id = :notificationId THEN :reason END,
                   withdrawal = CASE WHEN notification_id = :notificationId THEN CAST(:message AS bytea) END
             WHERE prescription_id = :id
               AND (notification_id = :notificationId OR ended_by = :notificationId)
            """;

    private final NamedParameterJdbcTemplate jdbc;

    CorrectionTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A notification of a prescription, or empty if it was never kept. */
    Optional<KeptNotification> find(PrescriptionId id, UUID notification) {
        return jdbc
                .query(
                        FIND,
                        new MapSqlParameterSource("id", id.value()).addValue("notificationId", notification),
                        (row, number) -> kept(row))
                .stream()
                .findFirst();
    }

    /**
     * Keeps a withdrawal with the notification that it takes out of force.
     *
     * @param message stored form of the message
     */
    void withdraw(KeptNotification withdrawn, WithdrawRequest request, IssueChange change, byte[] message) {
        jdbc.update(
                WITHDRAW,
                new MapSqlParameterSource("id", request.prescription().value())
                        .addValue("notificationId", withdrawn.id())
                        .addValue("withdrawalId", request.id())
                        .addValue("at", change.act().at().atOffset(ZoneOffset.UTC))
                        .addValue("reason", request.reason().code())
                        .addValue("message", message));
    }

    private static KeptNotification kept(ResultSet row) throws SQLException {
        Array items = row.getArray("items");
        return new KeptNotification(
                row.getObject("notification_id", UUID.class),
                row.getInt("issue_number"),
                PrescriptionStatus.of(row.getString("to_status")),
                row.getTimestamp("handed_over_at").toInstant(),
                row.getObject("ended_by", UUID.class) == null,
                row.getObject("replaces", UUID.class),
                statuses(items, row.getArray("item_statuses_from")),
                new KeptNotification.Before(
                        PrescriptionStatus.of(row.getString("status_before")),
                        statuses(items, row.getArray("item_statuses_before")),
                        row.getObject("dispensed_on_before", LocalDate.class),
                        row.getObject("completed_on_before", LocalDate.class),
                        row.getObject("last_notification_before", UUID.class)));
    }

    private static Map<LineItemId, LineItemStatus> statuses(Array items, Array statuses) throws SQLException {
        UUID[] ids = (UUID[]) items.getArray();
        String[] codes = (String[]) statuses.getArray();
        Map<LineItemId, LineItemStatus> found = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            found.put(new LineItemId(ids[i]), LineItemStatus.of(codes[i]));
        }
        return found;
    }
}
