package org.pestle.prescription;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.prescription.CancellationNotice.Line;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL that reads notices. Prescriptions are audited in the order of their ids, as everywhere. */
@Component
class NoticeTable {
    // Of a prescription of another patient nothing is told but that it is one.
    private static final String FIND = """
            WITH found AS MATERIALIZED (
                SELECT number, notice_id, prescription_id, cancellation_id, issue_number, line_item_id, response, dispenser,
                       recorded_at
                  FROM cancellation_notice
                 WHERE organisation = :organisation
                   AND number > :after
                   AND (CAST(:since AS timestamptz) IS NULL OR recorded_at >= CAST(:since AS timestamptz))
                 ORDER BY number
                 LIMIT :limit
            ), audited AS MATERIALIZED (
                SELECT shown.prescription_id
                  FROM (SELECT DISTINCT prescription_id FROM found ORDER BY prescription_id) shown
                 CROSS JOIN LATERAL append_audit_event(shown.prescription_id, :actor, :role, :organisation, :operation,
                                                       'done', :requestId)
            )
            SELECT f.number, f.notice_id, f.issue_number, f.line_item_id, f.response, f.dispenser, f.recorded_at,
                   c.message, l.product_code, l.product_name
              FROM found f
              JOIN audited a ON a.prescription_id = f.prescription_id
              JOIN prescription_cancellation c ON c.prescription_id = f.prescription_id
                                              AND c.cancellation_id = f.cancellation_id
              LEFT JOIN line_item l ON l.prescription_id = f.prescription_id
                                   AND l.line_item_id = f.line_item_id
                                   AND f.response <> :ofAnotherPatient
             ORDER BY f.number
            """;

    private final NamedParameterJdbcTemplate jdbc;

    NoticeTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<CancellationNotice> find(long after, @Nullable Instant since, int limit, Caller caller, UUID requestId) {
        return jdbc.query(
                FIND,
                new MapSqlParameterSource("organisation", caller.organisation().value())
                        .addValue("after", after)
                        .addValue("since", since == null ? null : since.toString(), Types.VARCHAR)
                        .addValue("limit", limit)
                        .addValue("actor", caller.actor())
                        .addValue("role", caller.role().claim())
                        .addValue("operation", Operation.READ_NOTICES.name())
                        .addValue("requestId", requestId)
                        .addValue("ofAnotherPatient", CancellationResponse.UNABLE_TO_PROCESS.code()),
                (row, number) -> notice(row));
    }

    private static CancellationNotice notice(ResultSet row) throws SQLException {
        String product = row.getString("product_code");
        return new CancellationNotice(
                row.getObject("notice_id", UUID.class),
                row.getLong("number"),
                new Line(
                        row.getInt("issue_number"),
                        new LineItemId(row.getObject("line_item_id", UUID.class)),
                        CancellationResponse.of(row.getString("response")),
                        RecordRows.odsCode(row, "dispenser")),
                row.getTimestamp("recorded_at").toInstant(),
                StoredMessage.read(row.getBytes("message")),
                product == null ? null : new DmdCode(product),
                row.getString("product_name"));
    }
}
