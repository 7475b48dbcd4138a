package org.pestle.claim;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.LineItemStatus;
import org.pestle.values.DmdCode;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The SQL that reads claims for the night and the interfaces. */
@Component
class ClaimReadingTable {
    private static final String ITEMS = """
            SELECT claim.claim_id, claim.prescription_id, claim.contractor, claim.practice, claim.commissioner,
                   claim.exemption, claim.exempt_by_age, claim.dispensed_on, claim.payment_month, claim.answers,
                   claim.authority, claim.sequence AS number, claim.prescription_type, item.line_item_id, item.sequence,
                   item.item_status, item.ordered_product, item.ordered_name, item.ordered_quantity, item.ordered_unit,
                   item.supplied_product, item.supplied_quantity, item.supplied_unit, item.charge, item.endorsements,
                   item.reason, item.settled_in, item.prescriber_endorsements,
            """;

    private static final String IN_ORDER = """
             ORDER BY claim.dispensed_on, claim.received_at, claim.claim_id, item.sequence, item.line_item_id
            """;

    private static final String TAKE = """
            WITH taken AS (
                DELETE FROM claim_waiting
                 WHERE claim_id = ANY (:ids)
                RETURNING claim_id
            )
            """ + ITEMS + """
                   claim.status
              FROM taken
              JOIN claim USING (claim_id)
              JOIN claim_item AS item USING (claim_id)
            """ + IN_ORDER;

    private static final String FIND = ITEMS + """
                   CASE WHEN claim.status = 'RECEIVED' AND waiting.claim_id IS NULL THEN 'PRICED'
                        ELSE claim.status END AS status
              FROM claim
              JOIN claim_item AS item USING (claim_id)
              LEFT JOIN claim_waiting AS waiting USING (claim_id)
             WHERE claim.claim_id = ANY (:ids)
            """ + IN_ORDER;

    private static final String HISTORY = """
            WITH RECURSIVE history AS (
                SELECT replaces, 1 AS step
                  FROM claim
                 WHERE claim_id = :id
                 UNION ALL
                SELECT claim.replaces, history.step + 1
                  FROM history
                  JOIN claim ON claim.claim_id = history.replaces
            )
            SELECT replaces
              FROM history
             WHERE replaces IS NOT NULL
             ORDER BY step
            """;

    private static final String UNSETTLED = """
            SELECT prescription_id
              FROM claim
             WHERE prescription_id = ANY (:ids)
               AND (EXISTS (SELECT FROM claim_waiting AS waiting
                             WHERE waiting.claim_id = claim.claim_id)
                    OR EXISTS (SELECT FROM returned_item AS item
                                WHERE item.claim_id = claim.claim_id AND item.ended IS NULL))
            """;

    private static final String MISSING_NUMBERS = """
            SELECT authority, given - there AS missing
              FROM (SELECT authority, least(last, :newest) AS given,
                           (SELECT count(*)
                              FROM claim
                             WHERE claim.authority = claim_sequence.authority
                               AND claim.sequence > claim_sequence.last - :newest) AS there
                      FROM claim_sequence) AS numbers
             WHERE given > there
             ORDER BY authority
            """;

    private static final String REFER = """
            UPDATE claim
               SET status = 'REFERRED'
             WHERE claim_id = ANY (:ids)
               AND status = 'RECEIVED'
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ClaimReadingTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Those of these that wait, which from now on do not; whoever wants to take one at the same time waits for us. */
    List<ClaimToPrice> take(Collection<UUID> ids) {
        return collect(jdbc.sql(TAKE).param("ids", ids.toArray(new UUID[0])));
    }

    Optional<ClaimToPrice> find(UUID id) {
        return find(List.of(id)).stream().findFirst();
    }

    List<ClaimToPrice> find(Collection<UUID> ids) {
        return collect(jdbc.sql(FIND).param("ids", ids.toArray(new UUID[0])));
    }

    /** The claims whose place this one took, the last of them first. */
    List<UUID> history(UUID id) {
        return jdbc.sql(HISTORY).param("id", id).query(UUID.class).list();
    }

    /** Those of these prescriptions for which a claim waits to be priced, or an item that came back for its answer. */
    Set<PrescriptionId> unsettled(Collection<PrescriptionId> prescriptions) {
        return jdbc.sql(UNSETTLED)
                .param("ids", prescriptions.stream().map(PrescriptionId::value).toArray(String[]::new))
                .query((row, number) -> new PrescriptionId(row.getString("prescription_id")))
                .set();
    }

    /** Of each reimbursement authority, how many of the newest numbers it gave no claim has; none if that is 0. */
    Map<String, Long> missingNumbers(long newest) {
        Map<String, Long> missing = new LinkedHashMap<>();
        jdbc.sql(MISSING_NUMBERS).param("newest", newest).query(row -> {
            missing.put(row.getString("authority"), row.getLong("missing"));
        });
        return missing;
    }

    int refer(Collection<UUID> ids) {
        return jdbc.sql(REFER).param("ids", ids.toArray(new UUID[0])).update();
    }

    private List<ClaimToPrice> collect(JdbcClient.StatementSpec statement) {
        Map<UUID, ClaimToPrice> claims = new LinkedHashMap<>();
        Map<UUID, List<ClaimToPrice.Item>> items = new LinkedHashMap<>();
        statement.query(row -> {
            UUID id = row.getObject("claim_id", UUID.class);
            if (!claims.containsKey(id)) {
                claims.put(id, claim(row, id));
            }
            items.computeIfAbsent(id, claim -> new ArrayList<>()).add(item(row));
        });
        return claims.values().stream()
                .map(claim -> new ClaimToPrice(
                        claim.claimId(),
                        claim.prescriptionId(),
                        claim.contractor(),
                        claim.practice(),
                        claim.commissioner(),
                        claim.prescriptionType(),
                        claim.exemption(),
                        claim.exemptByAge(),
                        claim.dispensedOn(),
                        claim.paymentMonth(),
                        claim.status(),
                        claim.answers(),
                        claim.number(),
                        items.getOrDefault(claim.claimId(), List.of())))
                .toList();
    }

    private static ClaimToPrice claim(ResultSet row, UUID id) throws SQLException {
        return new ClaimToPrice(
                id,
                new PrescriptionId(row.getString("prescription_id")),
                new OdsCode(row.getString("contractor")),
                new OdsCode(row.getString("practice")),
                new OdsCode(row.getString("commissioner")),
                row.getString("prescription_type"),
                row.getString("exemption"),
                row.getBoolean("exempt_by_age"),
                row.getObject("dispensed_on", LocalDate.class),
                YearMonth.from(row.getObject("payment_month", LocalDate.class)),
                row.getString("status"),
                row.getBoolean("answers"),
                new ClaimToPrice.Numbered(row.getString("authority"), row.getObject("number", Long.class)),
                List.of());
    }

    private ClaimToPrice.Item item(ResultSet row) throws SQLException {
        String name = row.getString("ordered_name");
        return new ClaimToPrice.Item(
                row.getObject("line_item_id", UUID.class),
                row.getInt("sequence"),
                LineItemStatus.of(row.getString("item_status")),
                new ClaimToPrice.Product(
                        new DmdCode(row.getString("ordered_product")),
                        name,
                        row.getBigDecimal("ordered_quantity"),
                        row.getString("ordered_unit")),
                supplied(
                        row.getString("supplied_product"),
                        name,
                        row.getBigDecimal("supplied_quantity"),
                        row.getString("supplied_unit")),
                row.getString("charge"),
                endorsements(json.readTree(row.getString("endorsements"))),
                row.getString("reason"),
                row.getObject("settled_in", UUID.class),
                List.of((String[]) row.getArray("prescriber_endorsements").getArray()));
    }

    private static ClaimToPrice.@Nullable Product supplied(
            @Nullable String code, String name, BigDecimal quantity, String unit) {
        return code == null ? null : new ClaimToPrice.Product(new DmdCode(code), name, quantity, unit);
    }

    private static List<ClaimToPrice.Endorsement> endorsements(JsonNode list) {
        List<ClaimToPrice.Endorsement> endorsements = new ArrayList<>();
        for (JsonNode each : list) {
            JsonNode value = each.path("value");
            endorsements.add(new ClaimToPrice.Endorsement(
                    each.path("code").asString(), value.isString() ? value.asString() : null));
        }
        return endorsements;
    }
}
