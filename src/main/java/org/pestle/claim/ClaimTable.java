package org.pestle.claim;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.DispenseClaim.ClaimLine;
import org.pestle.dispensing.AgeExemption;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.LineItem;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The SQL that keeps claims as they are received. */
@Component
class ClaimTable {
    /** Stands where nobody can tell the ICB of a practice; the claim is kept all the same. */
    static final String UNKNOWN_COMMISSIONER = "UNKNOWN";

    private static final String KEEP = """
            WITH numbered AS (
                INSERT INTO claim_sequence AS taken (authority, last)
                VALUES (:authority, 1)
                ON CONFLICT (authority) DO UPDATE SET last = taken.last + 1
                RETURNING last
            ), kept AS (
                INSERT INTO claim (claim_id, prescription_id, issue_number, contractor, authority, sequence, practice,
                                   commissioner, exemption, evidence_seen, dispensed_on, received_at, payment_month, status,
                                   message, replaces, amended_at, answers, prescription_type,
                                   exempt_by_age)
                SELECT :claimId, :id, :issueNumber, :contractor, :authority, last, :practice, :commissioner, :exemption,
                       :evidenceSeen, :dispensedOn, CAST(:receivedAt AS timestamptz), :paymentMonth, 'RECEIVED', :message,
                       CAST(:replaces AS uuid), CAST(:amendedAt AS timestamptz), :answers,
                       :prescriptionType, :exemptByAge
                  FROM numbered
                ON CONFLICT (claim_id) DO NOTHING
                RETURNING claim_id, received_at, contractor, prescription_id, dispensed_on
            ), item AS (
                SELECT line_item_id, sequence, item_status, ordered_product, ordered_name, ordered_quantity, ordered_unit,
                       supplied_product, supplied_quantity, supplied_unit, charge,
                       CAST(endorsements AS jsonb) AS endorsements, reason, settled_in,
                       string_to_array(prescriber_endorsements, ' ') AS prescriber_endorsements
                  FROM unnest(:itemIds, :sequences, :statuses, :orderedProducts, :orderedNames, :orderedQuantities,
                              :orderedUnits, :suppliedProducts, :suppliedQuantities, :suppliedUnits, :charges,
                              :endorsements, :reasons, :settledIn, :prescriberEndorsements)
                       AS t (line_item_id, sequence, item_status, ordered_product, ordered_name, ordered_quantity,
                             ordered_unit, supplied_product, supplied_quantity, supplied_unit, charge, endorsements,
                             reason, settled_in, prescriber_endorsements)
            ), waiting AS (
                INSERT INTO claim_waiting (claim_id, received_at, contractor, prescription_id, dispensed_on, items,
                                           products, broken_bulk)
                SELECT claim_id, received_at, contractor, prescription_id, dispensed_on,
                       count(*) FILTER (WHERE settled_in IS NULL), array_agg(ordered_product),
                       coalesce(array_agg(ordered_product) FILTER (WHERE endorsements @> '[{"code": "BB"}]'), '{}')
                  FROM kept, item
                 GROUP BY claim_id, received_at, contractor, prescription_id, dispensed_on
            )
            INSERT INTO claim_item (claim_id, line_item_id, sequence, item_status, ordered_product, ordered_name,
                                    ordered_quantity, ordered_unit, supplied_product, supplied_quantity, supplied_unit,
                                    charge, endorsements, reason, settled_in, prescriber_endorsements)
            SELECT claim_id, line_item_id, sequence, item_status, ordered_product, ordered_name, ordered_quantity,
                   ordered_unit, supplied_product, supplied_quantity, supplied_unit, charge, endorsements, reason,
                   settled_in, prescriber_endorsements
              FROM kept, item
            """;

    private static final String REPLACE_WAITING = """
            WITH taken AS (
                DELETE FROM claim_waiting
                 WHERE claim_id = :claimId
                RETURNING claim_id
            )
            UPDATE claim
               SET status = :to
              FROM taken
             WHERE claim.claim_id = taken.claim_id
            RETURNING claim.received_at
            """;

    private static final String REPLACE_PRICED = """
            UPDATE claim
               SET status = :to
             WHERE claim_id = :claimId
               AND status IN ('RECEIVED', 'REFERRED')
               AND NOT EXISTS (SELECT FROM claim_waiting AS waiting
                                WHERE waiting.claim_id = claim.claim_id)
            RETURNING received_at
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final NamedParameterJdbcTemplate jdbc;

    ClaimTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Who sent a claim, and when.
     *
     * @param receivedAt when it came; of an amendment, when the first claim came: that fixes the payment month
     * @param paymentMonth the month for which it counts
     * @param answers whether it answers for items that came back
     * @param settled items that have their price already, each with the claim in which it has it
     * @param message stored form of the message
     */
    record Receipt(
            OdsCode contractor,
            Instant receivedAt,
            YearMonth paymentMonth,
            boolean answers,
            Map<UUID, UUID> settled,
            byte[] message) {}

    /**
     * Another claim takes the place of this one, which stays in the history.
     *
     * @param from where it stood when it was read
     * @return when it came, or empty if it is too late: the night has taken it up
     */
    Optional<Instant> replace(UUID claim, ClaimStatus from, ClaimEvent event) {
        ClaimStatus to = ClaimLifecycle.next(from, event).orElseThrow();
        MapSqlParameterSource parameters = new MapSqlParameterSource("claimId", claim).addValue("to", to.name());
        return jdbc
                .query(
                        from == ClaimStatus.RECEIVED ? REPLACE_WAITING : REPLACE_PRICED,
                        parameters,
                        (row, number) -> row.getTimestamp("received_at").toInstant())
                .stream()
                .findFirst();
    }

    /**
     * Keeps a claim and its lines; what was ordered is taken from the record, not from the claim.
     *
     * @return false if its id is that of another claim: nothing was kept
     */
    boolean keep(DispenseClaim claim, PrescriptionRecord prescription, IssueChange change, Receipt receipt) {
        Instant receivedAt = receipt.receivedAt();
        LocalDate dispensedOn = Optional.ofNullable(change.completedOn()).orElseThrow();
        MapSqlParameterSource parameters = new MapSqlParameterSource()
                .addValue("claimId", claim.id())
                .addValue("id", claim.prescription().value())
                .addValue("issueNumber", change.before().number())
                .addValue("contractor", receipt.contractor().value())
                .addValue("authority", claim.authority())
                .addValue("practice", prescription.prescriber().practice().value())
                .addValue("commissioner", commissioner(prescription))
                .addValue("exemption", claim.exemption())
                .addValue("evidenceSeen", claim.evidenceSeen())
                .addValue("dispensedOn", dispensedOn)
                .addValue("receivedAt", receivedAt.toString())
                .addValue("paymentMonth", receipt.paymentMonth().atDay(1))
                .addValue("answers", receipt.answers())
                .addValue("prescriptionType", prescription.prescriptionType())
                .addValue(
                        "exemptByAge",
                        AgeExemption.of(prescription.patient().birthDate()).holdsOn(dispensedOn))
                .addValue("message", receipt.message())
                .addValue("replaces", claim.replaces(), Types.OTHER)
                .addValue("amendedAt", amendedAt(claim, change), Types.VARCHAR);
        addLines(parameters, claim.lines(), prescription, receipt);
        return jdbc.update(KEEP, parameters) > 0;
    }

    private static void addLines(
            MapSqlParameterSource parameters, List<ClaimLine> lines, PrescriptionRecord prescription, Receipt receipt) {
        Function<ClaimLine, LineItem> ordered =
                line -> prescription.item(line.item()).orElseThrow();
        parameters
                .addValue("itemIds", array("uuid", lines, line -> line.item().value()))
                .addValue("sequences", array("smallint", lines, line -> (short) line.sequence()))
                .addValue("statuses", array("text", lines, line -> line.status().code()))
                .addValue(
                        "orderedProducts",
                        array(
                                "text",
                                lines,
                                line -> ordered.apply(line).product().value()))
                .addValue(
                        "orderedNames",
                        array("text", lines, line -> ordered.apply(line).productName()))
                .addValue(
                        "orderedQuantities",
                        array(
                                "numeric",
                                lines,
                                line -> ordered.apply(line).quantity().amount()))
                .addValue(
                        "orderedUnits",
                        array(
                                "text",
                                lines,
                                line -> ordered.apply(line).quantity().unitCode()))
                .addValue("suppliedProducts", array("text", lines, ClaimTable::suppliedProduct))
                .addValue("suppliedQuantities", array("numeric", lines, ClaimLine::claimed))
                .addValue("suppliedUnits", array("text", lines, line -> suppliedUnit(line, ordered.apply(line))))
                .addValue("charges", array("text", lines, line -> line.charge().code()))
                .addValue("endorsements", array("text", lines, ClaimTable::endorsements))
                .addValue("reasons", array("text", lines, ClaimLine::reason))
                .addValue(
                        "prescriberEndorsements",
                        array(
                                "text",
                                lines,
                                line -> String.join(" ", ordered.apply(line).endorsements())))
                .addValue(
                        "settledIn",
                        array(
                                "uuid",
                                lines,
                                line -> receipt.settled().get(line.item().value())));
    }

    private static @Nullable String amendedAt(DispenseClaim claim, IssueChange change) {
        return claim.replaces() == null ? null : change.act().at().toString();
    }

    private static String commissioner(PrescriptionRecord prescription) {
        OdsCode commissioner = prescription.commissioner();
        return commissioner == null ? UNKNOWN_COMMISSIONER : commissioner.value();
    }

    private static @Nullable String suppliedProduct(ClaimLine line) {
        return line.main().map(supply -> supply.product().value()).orElse(null);
    }

    private static String suppliedUnit(ClaimLine line, LineItem ordered) {
        return line.main()
                .map(supply -> supply.quantity().unitCode())
                .orElseGet(() -> ordered.quantity().unitCode());
    }

    private static String endorsements(ClaimLine line) {
        return JSON.writeValueAsString(line.endorsements().stream()
                .map(endorsement -> endorsement.value() == null
                        ? Map.of("code", endorsement.code())
                        : Map.of("code", endorsement.code(), "value", endorsement.value()))
                .toList());
    }

    private static SqlArrayValue array(String type, List<ClaimLine> lines, Value value) {
        return new SqlArrayValue(type, lines.stream().map(value::of).toArray());
    }

    /** What one column holds of a line. */
    private interface Value {
        @Nullable
        Object of(ClaimLine line);
    }
}
