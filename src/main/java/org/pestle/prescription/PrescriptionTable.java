package org.pestle.prescription;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that reads the record. */
@Component
class PrescriptionTable {
    // One row per item of each issue; what is large comes with the first row of each prescription only.
    private static final String FIND = """
            SELECT p.prescription_id, p.long_id, p.treatment_type, p.prescription_type, p.nhs_number, p.patient_name,
                   p.birth_date, p.prescriber_name, p.prescriber_role_profile, p.practice, p.practice_name,
                   p.commissioner, p.authored_at, p.days_supply, p.created_at, p.message_id, p.content_digest,
                   p.signed_at, p.signer, p.policy_version,
                   EXISTS (SELECT FROM prescription_cancellation c
                            WHERE c.prescription_id = p.prescription_id AND c.state = 'pending') AS marked,
                   CASE WHEN i.issue_number = 1 AND l.position = 1 THEN p.message END AS message,
                   CASE WHEN i.issue_number = 1 AND l.position = 1 THEN p.certificates END AS certificates,
                   i.issue_number, i.status, i.version, i.chain_head, i.site, i.site_type, i.nomination_basis,
                   i.holder, i.lease_id, i.lease_version, i.released_at, i.starts_on, i.expires_on, i.next_activity,
                   i.next_activity_on, i.dispensed_on, i.completed_on, i.last_notification, i.claim_id, i.claimed_on,
                   x.line_item_id, x.status AS item_status, x.supply_until,
                   l.position, l.product_code, l.product_name, l.quantity, l.unit_code, l.unit_name, l.dosage,
                   l.endorsements, l.issues AS item_issues, l.schedule
              FROM prescription p
              JOIN prescription_issue i ON i.prescription_id = p.prescription_id
              JOIN issue_item x ON x.prescription_id = i.prescription_id AND x.issue_number = i.issue_number
              JOIN line_item l ON l.prescription_id = x.prescription_id AND l.line_item_id = x.line_item_id
             WHERE p.prescription_id = ANY (:ids)
             ORDER BY p.prescription_id, i.issue_number, l.position
            """;

    // An equality reaches all four tables, of which one partition each is planned and read; a list reaches one table.
    private static final String FIND_ONE = FIND.replace("= ANY (:ids)", "= :id");

    private static final String NEWEST = """
            SELECT p.prescription_id, p.practice, p.issues, p.created_at, i.issue_number, i.status, i.site,
                   i.expires_on,
                   (SELECT count(*) FROM line_item l WHERE l.prescription_id = p.prescription_id) AS items
              FROM (SELECT prescription_id, practice, issues, created_at
                      FROM prescription
                     ORDER BY created_at DESC
                     LIMIT :limit) p
             CROSS JOIN LATERAL (SELECT issue_number, status, site, expires_on
                                   FROM prescription_issue
                                  WHERE prescription_id = p.prescription_id
                                  ORDER BY status BETWEEN '0004' AND '0009',
                                           CASE WHEN status BETWEEN '0004' AND '0009' THEN -issue_number
                                                ELSE issue_number END
                                  LIMIT 1) i
             ORDER BY p.created_at DESC
            """;

    private static final String HISTORY = """
            SELECT prescription_id, issue_number, version, recorded_at, event, from_status, to_status, actor,
                   organisation, request_id, previous_hash, hash
              FROM prescription_event
             WHERE prescription_id = :id
             ORDER BY issue_number, version
            """;

    private final JdbcClient jdbc;

    PrescriptionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<PrescriptionRecord> find(Collection<PrescriptionId> ids) {
        Map<String, RecordRows> found = new LinkedHashMap<>();
        statement(ids).query(row -> {
            String id = row.getString("prescription_id");
            RecordRows rows = found.get(id);
            if (rows == null) {
                rows = new RecordRows(row);
                found.put(id, rows);
            }
            rows.add(row);
        });
        return found.values().stream().map(RecordRows::toRecord).toList();
    }

    private JdbcClient.StatementSpec statement(Collection<PrescriptionId> ids) {
        return ids.size() == 1
                ? jdbc.sql(FIND_ONE).param("id", ids.iterator().next().value())
                : jdbc.sql(FIND)
                        .param("ids", ids.stream().map(PrescriptionId::value).toArray(String[]::new));
    }

    List<NewestPrescription> newest(int limit) {
        return jdbc.sql(NEWEST)
                .param("limit", limit)
                .query((row, number) -> new NewestPrescription(
                        new PrescriptionId(row.getString("prescription_id")),
                        PrescriptionStatus.of(row.getString("status")),
                        row.getInt("issue_number"),
                        row.getInt("issues"),
                        row.getInt("items"),
                        new OdsCode(row.getString("practice")),
                        RecordRows.odsCode(row, "site"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getObject("expires_on", LocalDate.class)))
                .list();
    }

    List<HistoryEvent> history(PrescriptionId id) {
        return jdbc.sql(HISTORY)
                .param("id", id.value())
                .query((row, number) -> {
                    String from = row.getString("from_status");
                    return new HistoryEvent(
                            new PrescriptionId(row.getString("prescription_id")),
                            row.getInt("issue_number"),
                            row.getInt("version"),
                            row.getTimestamp("recorded_at").toInstant(),
                            PrescriptionEvent.valueOf(row.getString("event")),
                            from == null ? null : PrescriptionStatus.of(from),
                            PrescriptionStatus.of(row.getString("to_status")),
                            row.getString("actor"),
                            row.getString("organisation"),
                            row.getObject("request_id", UUID.class),
                            row.getBytes("previous_hash"),
                            row.getBytes("hash"));
                })
                .list();
    }
}
