package org.pestle.dispensing;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.dispensing.DispenseNotification.DispensedItem;
import org.pestle.dispensing.DispenseRules.Earlier;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The SQL of dispense notifications. */
@Component
class DispenseTable {
    private static final String KEEP = """
            WITH notification AS (
                INSERT INTO dispense_notification (notification_id, prescription_id, issue_number, organisation, authority,
                                                   release_id, handed_over_at, received_at, to_status, message)
                VALUES (:notificationId, :id, :issueNumber, :organisation, :authority, CAST(:releaseId AS uuid),
                        CAST(:handedOverAt AS timestamptz), CAST(:at AS timestamptz), :to, :message)
            )
            INSERT INTO dispense_item (prescription_id, notification_id, line_item_id, dispense_item_id, issue_number,
                                       status, supplied, product_code, product_name, quantity, unit_code, unit_name,
                                       reason)
            SELECT :id, :notificationId, line_item_id, dispense_item_id, :issueNumber, status, supplied, product_code,
                   product_name, quantity, unit_code, unit_name, reason
              FROM unnest(:lineItemIds, :dispenseItemIds, :statuses, :supplied, :productCodes, :productNames, :quantities,
                          :unitCodes, :unitNames, :reasons)
                   AS t (line_item_id, dispense_item_id, status, supplied, product_code, product_name, quantity, unit_code,
                         unit_name, reason)
            """;

    private static final String SUPPLIED = """
            SELECT line_item_id, sum(quantity) AS quantity
              FROM dispense_item
             WHERE prescription_id = :id
               AND issue_number = :issueNumber
               AND supplied
             GROUP BY line_item_id
            """;

    private static final String EARLIER = """
            SELECT EXISTS (SELECT 1 FROM ended_lease
                            WHERE prescription_id = :id AND lease_id = CAST(:releaseId AS uuid)) AS ended,
                   s.line_item_id, s.quantity
              FROM (SELECT 1) AS once
              LEFT JOIN (SELECT line_item_id, sum(quantity) AS quantity
                           FROM dispense_item
                          WHERE prescription_id = :id
                            AND issue_number = :issueNumber
                            AND supplied
                          GROUP BY line_item_id) s ON true
            """;

    private final NamedParameterJdbcTemplate jdbc;

    DispenseTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a notification and its items.
     *
     * @param message stored form of the message
     */
    void keep(DispenseNotification notification, IssueChange change, OdsCode site, byte[] message) {
        Issue before = change.before();
        List<DispensedItem> items = notification.items();
        jdbc.update(
                KEEP,
                new MapSqlParameterSource()
                        .addValue("notificationId", notification.id())
                        .addValue("id", notification.prescription().value())
                        .addValue("issueNumber", before.number())
                        .addValue("organisation", site.value())
                        .addValue("authority", notification.authority())
                        .addValue("releaseId", notification.releaseId(), Types.OTHER)
                        .addValue("handedOverAt", notification.handedOverAt().toString())
                        .addValue("at", change.act().at().toString())
                        .addValue("to", change.to().code())
                        .addValue("message", message)
                        .addValue(
                                "lineItemIds",
                                array("uuid", items, item -> item.item().value()))
                        .addValue("dispenseItemIds", array("uuid", items, DispensedItem::id))
                        .addValue(
                                "statuses",
                                array("text", items, item -> item.status().code()))
                        .addValue("supplied", array("boolean", items, item -> isSupply(before, item)))
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
                        .addValue("reasons", array("text", items, DispensedItem::reason)));
    }

    /** How much of each item of an issue has been supplied; nothing of an item that is not in the answer. */
    Map<LineItemId, BigDecimal> supplied(PrescriptionId id, int issueNumber) {
        Map<LineItemId, BigDecimal> amounts = new HashMap<>();
        jdbc.query(SUPPLIED, new MapSqlParameterSource("id", id.value()).addValue("issueNumber", issueNumber), row -> {
            amounts.put(new LineItemId(row.getObject("line_item_id", UUID.class)), row.getBigDecimal("quantity"));
        });
        return amounts;
    }

    /** What counts for a further notification of an issue. */
    Earlier earlier(PrescriptionId id, int issueNumber, @Nullable UUID releaseId) {
        Map<LineItemId, BigDecimal> amounts = new HashMap<>();
        List<Boolean> ended = jdbc.query(
                EARLIER,
                new MapSqlParameterSource("id", id.value())
                        .addValue("issueNumber", issueNumber)
                        .addValue("releaseId", releaseId, Types.OTHER),
                (row, number) -> {
                    UUID item = row.getObject("line_item_id", UUID.class);
                    if (item != null) {
                        amounts.put(new LineItemId(item), row.getBigDecimal("quantity"));
                    }
                    return row.getBoolean("ended");
                });
        return new Earlier(ended.getFirst(), amounts);
    }

    private static boolean isSupply(Issue before, DispensedItem item) {
        return DispenseRules.isSupply(before.statusOf(item.item()).orElseThrow(), item.status());
    }

    private static @Nullable String productCode(DispensedItem item) {
        return item.product() == null ? null : item.product().value();
    }

    private static SqlArrayValue array(String type, List<DispensedItem> items, Value value) {
        return new SqlArrayValue(type, items.stream().map(value::of).toArray());
    }

    /** What one column holds of an item. */
    private interface Value {
        @Nullable
        Object of(DispensedItem item);
    }
}
