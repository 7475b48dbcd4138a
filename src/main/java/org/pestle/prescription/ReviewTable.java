package org.pestle.prescription;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.Review.Decision;
import org.pestle.prescription.Review.Hold;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of reviews. */
@Component
class ReviewTable {
    // What ended by itself or by its prescriber while it waited needs no decision any more. Every prescription shown is
    // audited by the statement that reads it.
    private static final String OPEN = """
            WITH open AS MATERIALIZED (
                SELECT h.prescription_id, h.reason, h.held_at
                  FROM review_hold h
                  JOIN prescription_issue i ON i.prescription_id = h.prescription_id AND i.issue_number = 1
                 WHERE h.decision IS NULL
                   AND i.status IN ('0001', '9001')
                   AND (CAST(:after AS text) IS NULL
                        OR (h.held_at, h.prescription_id) > (SELECT a.held_at, a.prescription_id
                                                               FROM review_hold a
                                                              WHERE a.prescription_id = :after))
                 ORDER BY h.held_at, h.prescription_id
                 LIMIT :limit
            ), audited AS MATERIALIZED (
                SELECT shown.prescription_id
                  FROM (SELECT prescription_id FROM open ORDER BY prescription_id) shown
                 CROSS JOIN LATERAL append_audit_event(shown.prescription_id, :actor, :role, :organisation, :operation,
                                                       'done', CAST(:requestId AS uuid))
            )
            SELECT o.prescription_id, o.reason, o.held_at, p.signer, p.prescriber_name, p.practice, p.practice_name,
                   (SELECT array_agg(concat_ws(' ', l.product_name, l.quantity, l.unit_name,
                                               '(' || l.schedule || ')') ORDER BY l.position)
                      FROM line_item l
                     WHERE l.prescription_id = o.prescription_id) AS items
              FROM open o
              JOIN audited a ON a.prescription_id = o.prescription_id
              JOIN prescription p ON p.prescription_id = o.prescription_id
             ORDER BY o.held_at, o.prescription_id
            """;

    private static final String LOCK = """
            SELECT decision
              FROM review_hold
             WHERE prescription_id = :id
               FOR UPDATE
            """;

    private static final String DECIDE = """
            UPDATE review_hold
               SET decision = :decision,
                   decided_at = CAST(:at AS timestamptz),
                   decided_by = :actor,
                   decision_reason = :reason
             WHERE prescription_id = :id
               AND decision IS NULL
            """;

    private final JdbcClient jdbc;

    ReviewTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What waits for a decision, oldest first; from the one after {@code after} on, if that is given. */
    List<Review> open(@Nullable PrescriptionId after, int limit, Act act) {
        return jdbc.sql(OPEN)
                .param("after", after == null ? null : after.value(), Types.VARCHAR)
                .param("limit", limit)
                .param("actor", act.caller().actor())
                .param("role", act.caller().role().claim())
                .param("organisation", act.caller().organisation().value())
                .param("operation", String.valueOf(act.operation()))
                .param("requestId", act.requestId(), Types.OTHER)
                .query((row, number) -> review(row))
                .list();
    }

    /** The hold of a prescription, locked for this transaction; empty if it never had one. */
    Optional<Hold> lock(PrescriptionId id) {
        return jdbc.sql(LOCK)
                .param("id", id.value())
                .query((row, number) -> {
                    String decision = row.getString("decision");
                    return new Hold(decision == null ? null : Decision.valueOf(decision));
                })
                .optional();
    }

    /** Writes the decision on an open hold. */
    void decide(PrescriptionId id, Decision decision, String reason, Act act) {
        jdbc.sql(DECIDE)
                .param("id", id.value())
                .param("decision", decision.name())
                .param("at", Parameters.time(act.at()))
                .param("actor", act.caller().actor())
                .param("reason", reason)
                .update();
    }

    private static Review review(ResultSet row) throws SQLException {
        return new Review(
                new PrescriptionId(row.getString("prescription_id")),
                HoldReason.valueOf(row.getString("reason")),
                row.getTimestamp("held_at").toInstant(),
                row.getString("signer"),
                row.getString("prescriber_name"),
                new OdsCode(row.getString("practice")),
                row.getString("practice_name"),
                Arrays.asList((String[]) row.getArray("items").getArray()));
    }
}
