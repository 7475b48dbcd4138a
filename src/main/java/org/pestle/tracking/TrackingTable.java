package org.pestle.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.TreatmentType;
import org.pestle.tracking.TrackedIssue.TrackedItem;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The SQL of the tracker. Prescriptions are audited in the order of their ids, so that two readers never block each
 * other.
 */
@Component
class TrackingTable {
    private static final String SHOW = """
            , audited AS MATERIALIZED (
                SELECT shown.prescription_id
                  FROM (SELECT DISTINCT prescription_id FROM found ORDER BY prescription_id) shown
                 CROSS JOIN LATERAL append_audit_event(shown.prescription_id, :actor, :role, :organisation, :operation,
                                                       'done', :requestId)
            )
            SELECT f.prescription_id, coalesce(p.long_id, s.long_id) AS long_id,
                   coalesce(p.treatment_type, s.treatment_type) AS treatment_type, f.issue_number,
                   coalesce(p.issues, s.issues) AS issues, f.status,
                   coalesce(p.nhs_number, s.nhs_number, e.nhs_number) AS nhs_number,
                   coalesce(p.practice, s.practice, e.organisation) AS practice,
                   coalesce(p.practice_name, s.practice_name) AS practice_name, f.site, f.holder,
                   coalesce(p.authored_at, s.authored_at, e.arrived_at) AS authored_at,
                   s.prescription_id IS NOT NULL AS deleted,
                   (SELECT max(n.handed_over_at)
                      FROM dispense_notification n
                     WHERE n.prescription_id = f.prescription_id
                       AND n.issue_number = f.issue_number
                       AND n.ended_by IS NULL) AS last_handed_over_at,
                   EXISTS (SELECT FROM review_hold h
                            WHERE h.prescription_id = f.prescription_id
                              AND h.decision IS NULL) AS held_for_review,
                   x.item_ids, x.item_statuses,
                   EXISTS (SELECT FROM prescription_cancellation c
                            WHERE c.prescription_id = f.prescription_id
                              AND c.issue_number = f.issue_number
                              AND c.state = 'pending'
                              AND c.whole) AS marked,
                   ARRAY (SELECT c.line_item_id
                            FROM prescription_cancellation c
                           WHERE c.prescription_id = f.prescription_id
                             AND c.issue_number = f.issue_number
                             AND c.state = 'pending'
                             AND NOT c.whole) AS marked_items
              FROM found f
              JOIN audited a ON a.prescription_id = f.prescription_id
              LEFT JOIN prescription p ON p.prescription_id = f.prescription_id
              LEFT JOIN prescription_skeleton s ON s.prescription_id = f.prescription_id
              LEFT JOIN LATERAL (SELECT c.nhs_number, c.organisation, h.arrived_at
                                   FROM prescription_placeholder h
                                   JOIN prescription_cancellation c ON c.prescription_id = h.prescription_id
                                  WHERE h.prescription_id = f.prescription_id
                                  ORDER BY c.requested_at
                                  LIMIT 1) e ON true
             CROSS JOIN LATERAL (SELECT array_agg(t.line_item_id ORDER BY l.position) AS item_ids,
                                        array_agg(t.status ORDER BY l.position) AS item_statuses
                                   FROM issue_item t
                                   JOIN line_item l ON l.prescription_id = t.prescription_id
                                                   AND l.line_item_id = t.line_item_id
                                  WHERE t.prescription_id = f.prescription_id
                                    AND t.issue_number = f.issue_number) x
             ORDER BY authored_at DESC, f.prescription_id, f.issue_number
            """;

    private static final String BY_ID = """
            WITH found AS MATERIALIZED (
                SELECT prescription_id, issue_number, status, site, holder
                  FROM prescription_issue
                 WHERE prescription_id = :id
                 UNION ALL
                SELECT prescription_id, 1, status, NULL, NULL
                  FROM prescription_placeholder
                 WHERE prescription_id = :id
            )
            """ + SHOW;

    // What was deleted less than a year ago is found as well; whose it was to dispense is not known any more. So is a
    // cancellation that came before its prescription.
    private static final String BY_PATIENT = """
            WITH found AS MATERIALIZED (
                SELECT prescription_id, issue_number, status, site, holder
                  FROM (SELECT i.prescription_id, i.issue_number, i.status, i.site, i.holder, p.authored_at
                          FROM prescription p
                          JOIN prescription_issue i ON i.prescription_id = p.prescription_id
                         WHERE p.nhs_number = :nhsNumber
                         UNION ALL
                        SELECT prescription_id, issues, status, NULL, NULL, authored_at
                          FROM prescription_skeleton
                         WHERE nhs_number = :nhsNumber
                         UNION ALL
                        SELECT h.prescription_id, 1, h.status, NULL, NULL, h.arrived_at
                          FROM prescription_placeholder h
                         WHERE h.prescription_id IN (SELECT c.prescription_id
                                                       FROM prescription_cancellation c
                                                      WHERE c.nhs_number = :nhsNumber
                                                        AND c.state = 'pending')) mine
                 WHERE (CAST(:status AS text) IS NULL OR status = :status)
                   AND (CAST(:authoredFrom AS timestamptz) IS NULL OR authored_at >= CAST(:authoredFrom AS timestamptz))
                   AND (CAST(:authoredBefore AS timestamptz) IS NULL
                        OR authored_at < CAST(:authoredBefore AS timestamptz))
                   AND (CAST(:onlyOf AS text) IS NULL OR site = :onlyOf OR holder = :onlyOf)
                 ORDER BY authored_at DESC, prescription_id, issue_number
                OFFSET :offset
                 LIMIT :limit
            )
            """ + SHOW;

    private final NamedParameterJdbcTemplate jdbc;

    TrackingTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<TrackedIssue> byId(PrescriptionId id, Caller caller, UUID requestId) {
        return jdbc.query(BY_ID, audit(caller, requestId).addValue("id", id.value()), (row, number) -> issue(row));
    }

    List<TrackedIssue> byPatient(PatientSearch search, Caller caller, UUID requestId) {
        MapSqlParameterSource parameters = audit(caller, requestId)
                .addValue("nhsNumber", search.patient().value())
                .addValue(
                        "status",
                        search.status() == null ? null : search.status().code(),
                        Types.VARCHAR)
                .addValue("authoredFrom", text(search.authoredFrom()), Types.VARCHAR)
                .addValue("authoredBefore", text(search.authoredBefore()), Types.VARCHAR)
                .addValue(
                        "onlyOf",
                        search.onlyOf() == null ? null : search.onlyOf().value(),
                        Types.VARCHAR)
                .addValue("offset", search.offset())
                .addValue("limit", search.limit());
        return jdbc.query(BY_PATIENT, parameters, (row, number) -> issue(row));
    }

    private static MapSqlParameterSource audit(Caller caller, UUID requestId) {
        return new MapSqlParameterSource()
                .addValue("actor", caller.actor())
                .addValue("role", caller.role().claim())
                .addValue("organisation", caller.organisation().value())
                .addValue("operation", Operation.TRACK.name())
                .addValue("requestId", requestId);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static TrackedIssue issue(ResultSet row) throws SQLException {
        Timestamp lastHandedOverAt = row.getTimestamp("last_handed_over_at");
        String treatment = row.getString("treatment_type");
        boolean deleted = row.getBoolean("deleted");
        return new TrackedIssue(
                new PrescriptionId(row.getString("prescription_id")),
                row.getObject("long_id", UUID.class),
                treatment == null ? null : TreatmentType.of(treatment),
                row.getInt("issue_number"),
                Math.max(1, row.getInt("issues")),
                PrescriptionStatus.of(row.getString("status")),
                new NhsNumber(row.getString("nhs_number")),
                new OdsCode(row.getString("practice")),
                row.getString("practice_name"),
                odsCode(row.getString("site")),
                odsCode(row.getString("holder")),
                row.getTimestamp("authored_at").toInstant(),
                lastHandedOverAt == null ? null : lastHandedOverAt.toInstant(),
                row.getBoolean("held_for_review"),
                deleted,
                row.getBoolean("marked"),
                deleted ? List.of() : items(row));
    }

    private static List<TrackedItem> items(ResultSet row) throws SQLException {
        List<UUID> marked = List.of((UUID[]) row.getArray("marked_items").getArray());
        List<TrackedItem> items = new ArrayList<>();
        if (row.getArray("item_ids") == null) { // the prescription has not come; what is known of it is to be cancelled
            marked.forEach(id -> items.add(new TrackedItem(new LineItemId(id), LineItemStatus.CANCELLED, true)));
            return items;
        }
        UUID[] ids = (UUID[]) row.getArray("item_ids").getArray();
        String[] statuses = (String[]) row.getArray("item_statuses").getArray();
        for (int i = 0; i < ids.length; i++) {
            items.add(new TrackedItem(new LineItemId(ids[i]), LineItemStatus.of(statuses[i]), marked.contains(ids[i])));
        }
        return items;
    }

    private static @Nullable OdsCode odsCode(@Nullable String code) {
        return code == null ? null : new OdsCode(code);
    }
}
