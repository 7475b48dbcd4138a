package org.pestle.prescription;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.CancellationNotice.Line;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of cancellations that wait, and of the notices of what became of them. */
@Component
class CancellationTable {
    private static final String KEEP = """
            INSERT INTO prescription_cancellation (prescription_id, cancellation_id, issue_number, line_item_id, whole,
                                                   nhs_number, reason, organisation, actor, requested_at, state, message)
            VALUES (:id, :cancellationId, :issueNumber, :item, :whole, :nhsNumber, :reason, :organisation, :actor,
                    :at, 'pending', :message)
            ON CONFLICT DO NOTHING
            """;

    // The whole prescription outranks its items; otherwise the order in which they came.
    private static final String PENDING = """
            SELECT cancellation_id, issue_number, line_item_id, whole, nhs_number, reason, organisation
              FROM prescription_cancellation
             WHERE prescription_id = :id
               AND state = 'pending'
             ORDER BY NOT whole, requested_at, cancellation_id
            """;

    private static final String RESOLVE = """
            UPDATE prescription_cancellation
               SET state = :state, resolved_at = :at
             WHERE prescription_id = :id
               AND cancellation_id = :cancellationId
               AND state = 'pending'
            """;

    // The row of the head is locked until the commit, so that an organisation sees its notices in their order.
    private static final String TELL = """
            WITH head AS (
                INSERT INTO cancellation_notice_head (organisation, last_number)
                VALUES (:organisation, :count)
                ON CONFLICT (organisation)
                DO UPDATE SET last_number = cancellation_notice_head.last_number + :count
                RETURNING last_number
            )
            INSERT INTO cancellation_notice (organisation, number, notice_id, prescription_id, cancellation_id,
                                             issue_number, line_item_id, response, dispenser, recorded_at)
            SELECT :organisation, last_number - :count + position, gen_random_uuid(), :id, :cancellationId,
                   issue_number, line_item_id, response, dispenser, :at
              FROM head
             CROSS JOIN unnest(:issueNumbers, :items, :responses, :dispensers)
                   WITH ORDINALITY AS n (issue_number, line_item_id, response, dispenser, position)
            """;

    private static final String FORGET_NOTICES = """
            DELETE FROM cancellation_notice
             WHERE prescription_id = ANY (:ids)
            """;

    private static final String FORGET = """
            DELETE FROM prescription_cancellation
             WHERE prescription_id = ANY (:ids)
            """;

    private final NamedParameterJdbcTemplate jdbc;

    CancellationTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a cancellation that has to wait; does nothing if the same organisation waits for the same target.
     *
     * @param message in its stored form
     */
    void keep(CancellationRequest request, int issueNumber, byte[] message, Act act) {
        jdbc.update(
                KEEP,
                new MapSqlParameterSource("id", request.prescription().value())
                        .addValue("cancellationId", UUID.randomUUID())
                        .addValue("issueNumber", issueNumber)
                        .addValue("item", request.item().value())
                        .addValue("whole", request.whole())
                        .addValue("nhsNumber", request.patient().value())
                        .addValue("reason", request.reason().code())
                        .addValue("organisation", act.caller().organisation().value())
                        .addValue("actor", act.caller().actor())
                        .addValue("at", Parameters.time(act.at()))
                        .addValue("message", message));
    }

    /** What waits for a prescription, in the order in which it is applied. */
    List<PendingCancellation> pending(PrescriptionId id) {
        return jdbc.query(
                PENDING,
                new MapSqlParameterSource("id", id.value()),
                (row, number) -> new PendingCancellation(
                        row.getObject("cancellation_id", UUID.class),
                        row.getInt("issue_number"),
                        new LineItemId(row.getObject("line_item_id", UUID.class)),
                        row.getBoolean("whole"),
                        new NhsNumber(row.getString("nhs_number")),
                        CancellationReason.of(row.getString("reason")).orElseThrow(),
                        new OdsCode(row.getString("organisation"))));
    }

    /** A pending cancellation has come to its end. */
    void resolve(PrescriptionId id, PendingCancellation pending, boolean applied, Act act) {
        jdbc.update(
                RESOLVE,
                new MapSqlParameterSource("id", id.value())
                        .addValue("cancellationId", pending.id())
                        .addValue("state", applied ? "applied" : "unsuccessful")
                        .addValue("at", Parameters.time(act.at())));
    }

    /** Tells an organisation what became of a cancellation, a notice for each line. */
    void tell(OdsCode organisation, PrescriptionId id, PendingCancellation pending, List<Line> lines, Act act) {
        jdbc.update(
                TELL,
                new MapSqlParameterSource("id", id.value())
                        .addValue("organisation", organisation.value())
                        .addValue("cancellationId", pending.id())
                        .addValue("count", lines.size())
                        .addValue("issueNumbers", Parameters.array("int2", lines, line -> (short) line.issueNumber()))
                        .addValue(
                                "items",
                                Parameters.uuids(lines, line -> line.item().value()))
                        .addValue(
                                "responses",
                                Parameters.texts(lines, line -> line.response().code()))
                        .addValue("dispensers", Parameters.array("text", lines, CancellationTable::dispenser))
                        .addValue("at", Parameters.time(act.at())));
    }

    /** Removes everything about these prescriptions. */
    void forget(Collection<PrescriptionId> ids) {
        MapSqlParameterSource parameters =
                new MapSqlParameterSource("ids", Parameters.texts(ids, PrescriptionId::value));
        jdbc.update(FORGET_NOTICES, parameters);
        jdbc.update(FORGET, parameters);
    }

    private static @Nullable String dispenser(Line line) {
        return line.dispenser() == null ? null : line.dispenser().value();
    }
}
