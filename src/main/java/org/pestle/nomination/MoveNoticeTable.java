package org.pestle.nomination;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL that reads what pharmacies are told of moves. Prescriptions are audited in the order of their ids. */
@Component
class MoveNoticeTable {
    // With its id anybody can release a prescription. A pharmacy that lost one learns the id only if it knew it before:
    // if it has had an issue of it.
    private static final String FIND = """
            WITH found AS MATERIALIZED (
                SELECT n.number, n.kind, n.prescription_id, n.issue_number, m.reason, m.moved_at,
                       n.kind = 'ARRIVED'
                       OR EXISTS (SELECT FROM prescription_issue h
                                   WHERE h.prescription_id = n.prescription_id
                                     AND h.holder = n.organisation) AS known
                  FROM nomination_notice n
                  JOIN nomination_move m USING (prescription_id, issue_number, version)
                 WHERE n.organisation = :pharmacy
                   AND n.number > :after
                 ORDER BY n.number
                 LIMIT :limit
            ), audited AS MATERIALIZED (
                SELECT shown.prescription_id
                  FROM (SELECT DISTINCT prescription_id FROM found WHERE known ORDER BY prescription_id) shown
                 CROSS JOIN LATERAL append_audit_event(shown.prescription_id, :actor, :role, :pharmacy, :operation,
                                                       'done', CAST(:requestId AS uuid))
            )
            SELECT f.number, f.kind, f.reason, f.moved_at, f.issue_number, a.prescription_id
              FROM found f
              LEFT JOIN audited a ON a.prescription_id = f.prescription_id AND f.known
             ORDER BY f.number
            """;

    private final NamedParameterJdbcTemplate jdbc;

    MoveNoticeTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a pharmacy was told, in order; what is shown is audited by the same statement.
     *
     * @param after only notices with a greater number; 0 for all
     * @param limit how many at most
     */
    List<MoveNotice> find(OdsCode pharmacy, long after, int limit, Caller caller, @Nullable UUID requestId) {
        return jdbc.query(
                FIND,
                new MapSqlParameterSource("pharmacy", pharmacy.value())
                        .addValue("after", after)
                        .addValue("limit", limit)
                        .addValue("actor", caller.actor())
                        .addValue("role", caller.role().claim())
                        .addValue("operation", Operation.READ_MOVES.name())
                        .addValue("requestId", requestId, Types.OTHER),
                (row, number) -> notice(row));
    }

    private static MoveNotice notice(ResultSet row) throws SQLException {
        String prescription = row.getString("prescription_id");
        return new MoveNotice(
                row.getLong("number"),
                row.getString("kind").equals("ARRIVED"),
                PrescriptionEvent.valueOf(row.getString("reason")),
                row.getTimestamp("moved_at").toInstant(),
                prescription == null ? null : new PrescriptionId(prescription),
                row.getInt("issue_number"));
    }
}
