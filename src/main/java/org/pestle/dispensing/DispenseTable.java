package org.pestle.dispensing;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.dispensing.DispenseNotification.DispensedItem;
import org.pestle.dispensing.DispenseRules.Earlier;
import org.pestle.dispensing.DispenseRules.Recorded;
import org.pestle.prescription.Issue;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.pestle.values.Quantity;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The SQL of dispense notifications. */
@Component
class DispenseTable {
    // An amendment takes what it replaces out of force. A notification that was kept before is not kept again.
    private static final String KEEP = """
            WITH notification AS (
                INSERT INTO dispense_notification (notification_id, prescription_id, issue_number, organisation, authority,
                                                   release_id, handed_over_at, received_at, to_status, message, replaces,
                                                   status_before, items, item_statuses_before, item_statuses_from,
                                                   dispensed_on_before, completed_on_before, last_notification_before)
                VALUES (:notificationId, :id, :issueNumber, :organisation, :authority, CAST(:releaseId AS uuid),
                        CAST(:handedOverAt AS timestamptz), CAST(:at AS timestamptz), :to, :message,
                        CAST(:replaces AS uuid), :statusBefore, :itemsBefore, :statusesBefore, :statusesFrom,
                        CAST(:dispensedOnBefore AS date), CAST(:completedOnBefore AS date),
                        CAST(:lastNotificationBefore AS uuid))
                ON CONFLICT (prescription_id, notification_id) DO NOTHING
             RETURNING notification_id
            ), replaced AS (
                UPDATE dispense_notification
                   SET ended_by = :notificationId
                 WHERE prescription_id = :id
                   AND notification_id = CAST(:replaces AS uuid)
            )
            INSERT INTO dispense_item (prescription_id, notification_id, line_item_id, dispense_item_id, issue_number,
                                       status, supplied, product_code, product_name, quantity, unit_code, unit_name,
                                       reason)
            SELECT :id, notification_id, line_item_id, dispense_item_id, :issueNumber, status, supplied, product_code,
                   product_name, quantity, unit_code, unit_name, reason
              FROM notification
             CROSS JOIN unnest(:lineItemIds, :dispenseItemIds, :statuses, :supplied, :productCodes, :productNames,
                               :quantities, :unitCodes, :unitNames, :reasons)
                   AS t (line_item_id, dispense_item_id, status, supplied, product_code, product_name, quantity, unit_code,
                         unit_name, reason)
            """;

    private static final String SUPPLIED = """
            SELECT i.line_item_id, i.unit_code, min(i.unit_name) AS unit_name, sum(i.quantity) AS quantity
              FROM dispense_item i
              JOIN dispense_notification n
                ON n.prescription_id = i.prescription_id AND n.notification_id = i.notification_id
             WHERE i.prescription_id = :id
               AND i.issue_number = :issueNumber
               AND i.supplied
               AND n.ended_by IS NULL
             GROUP BY i.line_item_id, i.unit_code
             ORDER BY i.line_item_id, i.unit_code
            """;

    private static final String EARLIER = """
            SELECT EXISTS (SELECT 1 FROM ended_lease
                            WHERE prescription_id = :id AND lease_id = CAST(:releaseId AS uuid)) AS ended,
                   s.line_item_id, s.quantity
              FROM (SELECT 1) AS once
              LEFT JOIN (SELECT i.line_item_id, sum(i.quantity) AS quantity
                           FROM dispense_item i
                           JOIN dispense_notification n
                             ON n.prescription_id = i.prescription_id AND n.notification_id = i.notification_id
                          WHERE i.prescription_id = :id
                            AND i.issue_number = :issueNumber
                            AND i.supplied
                            AND n.ended_by IS NULL
                            AND n.notification_id IS DISTINCT FROM CAST(:replaces AS uuid)
                          GROUP BY i.line_item_id) s ON true
            """;

    private final NamedParameterJdbcTemplate jdbc;

    DispenseTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a notification, what it found and its items.
     *
     * @param message stored form of the message
     * @return false if a notification with this id was kept of this prescription before
     */
    boolean keep(DispenseNotification notification, Recorded recorded, OdsCode site, byte[] message) {
        return jdbc.update(
                        KEEP,
                        parameters(notification, recorded)
                                .addValue("organisation", site.value())
                                .addValue("message", message))
                > 0;
    }

    private static MapSqlParameterSource parameters(DispenseNotification notification, Recorded recorded) {
        KeptNotification replaced = recorded.replaced();
        Instant handedOverAt = replaced == null ? notification.handedOverAt() : replaced.handedOverAt();
        List<DispensedItem> items = notification.items();
        MapSqlParameterSource parameters = new MapSqlParameterSource()
                .addValue("notificationId", notification.id())
                .addValue("id", notification.prescription().value())
                .addValue("authority", notification.authority())
                .addValue("releaseId", notification.releaseId(), Types.OTHER)
                .addValue("handedOverAt", handedOverAt.toString())
                .addValue("to", notification.status().code())
                .addValue("replaces", notification.replaces(), Types.OTHER)
                .addValue(
                        "lineItemIds", array("uuid", items, item -> item.item().value()))
                .addValue("dispenseItemIds", array("uuid", items, DispensedItem::id))
                .addValue("statuses", array("text", items, item -> item.status().code()))
                .addValue("supplied", array("boolean", items, recorded::isSupply))
                .addValue("productCodes", array("text", items, DispenseTable::productCode))
                .addValue("productNames", array("text", items, DispensedItem::productName))
                .addValue(
                        "quantities",
                        array("numeric", items, item -> item.quantity().amount()))
                .addValue(
                        "unitCodes",
                        array("text", items, item -> item.quantity().unitCode()))
                .addValue(
                        "unitNames",
                        array("text", items, item -> item.quantity().unit()))
                .addValue("reasons", array("text", items, DispensedItem::reason));
        return addBefore(parameters, recorded);
    }

    private static MapSqlParameterSource addBefore(MapSqlParameterSource parameters, Recorded recorded) {
        Issue before = recorded.change().before();
        List<Issue.Item> items = before.items();
        return parameters
                .addValue("issueNumber", before.number())
                .addValue("at", recorded.change().act().at().toString())
                .addValue("statusBefore", before.status().code())
                .addValue("itemsBefore", array("uuid", items, item -> item.id().value()))
                .addValue(
                        "statusesBefore",
                        array("text", items, item -> item.status().code()))
                .addValue(
                        "statusesFrom",
                        array("text", items, item -> recorded.from(item.id()).code()))
                .addValue("dispensedOnBefore", before.dispensedOn(), Types.DATE)
                .addValue("completedOnBefore", before.completedOn(), Types.DATE)
                .addValue("lastNotificationBefore", before.lastNotification(), Types.OTHER);
    }

    /**
     * How much of each item of an issue has been supplied, in each unit; nothing of an item that is not in the answer.
     */
    Map<LineItemId, List<Quantity>> supplied(PrescriptionId id, int issueNumber) {
        Map<LineItemId, List<Quantity>> amounts = new HashMap<>();
        jdbc.query(SUPPLIED, new MapSqlParameterSource("id", id.value()).addValue("issueNumber", issueNumber), row -> {
            amounts.computeIfAbsent(
                            new LineItemId(row.getObject("line_item_id", UUID.class)), item -> new ArrayList<>())
                    .add(new Quantity(
                            row.getBigDecimal("quantity"), row.getString("unit_code"), row.getString("unit_name")));
        });
        return amounts;
    }

    /**
     * What counts for a further notification of an issue.
     *
     * @param replaced what that notification amends, or null
     */
    Earlier earlier(Issue issue, DispenseNotification notification, @Nullable KeptNotification replaced) {
        Map<LineItemId, BigDecimal> amounts = new HashMap<>();
        List<Boolean> ended = jdbc.query(
                EARLIER,
                new MapSqlParameterSource("id", issue.prescription().value())
                        .addValue("issueNumber", issue.number())
                        .addValue("releaseId", notification.releaseId(), Types.OTHER)
                        .addValue("replaces", notification.replaces(), Types.OTHER),
                (row, number) -> {
                    UUID item = row.getObject("line_item_id", UUID.class);
                    if (item != null) {
                        amounts.put(new LineItemId(item), row.getBigDecimal("quantity"));
                    }
                    return row.getBoolean("ended");
                });
        return new Earlier(ended.getFirst(), amounts, replaced);
    }

    private static @Nullable String productCode(DispensedItem item) {
        return item.product() == null ? null : item.product().value();
    }

    private static <T> SqlArrayValue array(String type, List<T> rows, Value<T> value) {
        return new SqlArrayValue(type, rows.stream().map(value::of).toArray());
    }

    /** What one column holds of a row. */
    private interface Value<T> {
        @Nullable
        Object of(T row);
    }
}
