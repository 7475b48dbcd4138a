package org.pestle.jobs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.pestle.testing.Database;
import org.pestle.testing.KeptPrescription;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A record in which each job of the night has something to do on 1 December 2026, and what it says afterwards, without
 * ids, times and hashes: two of them are equal if everything of them is.
 */
final class RecordOfANight {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
    private static final int OF_EACH_KIND = 5;

    private static final String PATIENT = KeptPrescription.NHS_NUMBER;
    private static final Pattern UUID_OR_HASH_OR_TIME =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\\\\\\\x[0-9a-f]*|\\d{4}-\\d\\d-\\d\\dT[^\"]*");

    private final Database database;
    private final JdbcClient owner;
    private final List<PrescriptionId> prescriptions = new ArrayList<>();

    private RecordOfANight(Database database) {
        this.database = database;
        this.owner = JdbcClient.create(database.owner());
    }

    /** Empties the record and puts the prescriptions into it. */
    static RecordOfANight in(Database database) {
        RecordOfANight made = new RecordOfANight(database);
        made.owner.sql("""
                        TRUNCATE prescription, prescription_skeleton, prescription_placeholder, prescription_event,
                                 worklist, nomination_move, nomination_notice, nomination_notice_head, nomination_change,
                                 closed_site, no_claim_notice, audit_event, audit_head, batch_job_instance CASCADE
                        """).update();
        made.expiring();
        made.waitingToBeReady();
        made.nominatedToClosedSites();
        made.neverClaimed();
        made.tooOld();
        return made;
    }

    /** Every row of every table that the night may have changed. */
    List<String> contents() {
        List<String> tables = owner.sql("""
                        SELECT DISTINCT c.table_name
                          FROM information_schema.columns c
                          JOIN pg_class t ON t.relname = c.table_name AND NOT t.relispartition
                         WHERE c.column_name IN ('prescription_id', 'site', 'change_id', 'last_number')
                           AND c.table_schema = 'public'
                         ORDER BY 1
                        """).query(String.class).list();
        List<String> rows = new ArrayList<>();
        tables.forEach(table -> rows.addAll(
                rows(table + " ", "SELECT CAST(to_jsonb(t) - 'number' - 'message' AS text) FROM " + table + " t")));
        rows.addAll(rows("audit ", "SELECT concat_ws(' ', subject, operation, outcome) FROM audit_event"));
        return rows;
    }

    private List<String> rows(String table, String query) {
        return owner.sql(query).query(String.class).list().stream()
                .map(row -> table + withoutChance(row))
                .sorted()
                .toList();
    }

    private String withoutChance(String row) {
        String named = row;
        for (int i = 0; i < prescriptions.size(); i++) {
            named = named.replace(prescriptions.get(i).value(), "P" + i);
        }
        return UUID_OR_HASH_OR_TIME.matcher(named).replaceAll("-");
    }

    private void expiring() {
        keep(() -> KeptPrescription.of(2).expiringOn(DAY));
        keep(() -> KeptPrescription.of(1).repeatDispensing(3).expiringOn(DAY));
    }

    /** Issue 2 of repeat dispensing; half of them where the patient is not nominated any more. */
    private void waitingToBeReady() {
        List<PrescriptionId> waiting = keep(() ->
                KeptPrescription.of(1).inStatus("0008", "0001").heldBy("FA565").repeatDispensing(2));
        waiting.addAll(keep(() -> KeptPrescription.of(1)
                .nominatedTo("FA090")
                .inStatus("0008", "0001")
                .heldBy("FA090")
                .repeatDispensing(2)));
        change(waiting, "status = '0000', next_activity = 'ready', next_activity_on = '2026-12-01'", 2);
    }

    /** In the sandbox FA091 has closed and FA092 takes no electronic prescriptions any more. */
    private void nominatedToClosedSites() {
        keep(() -> KeptPrescription.of(1).nominatedTo("FA091"));
        keep(() -> KeptPrescription.of(1).nominatedTo("FA092"));
        keep(() -> KeptPrescription.of(1)
                .nominatedTo("FA091")
                .inStatus("0002", "0008")
                .heldBy("FA091"));
    }

    private void neverClaimed() {
        List<PrescriptionId> dispensed =
                keep(() -> KeptPrescription.of(1).inStatus("0006", "0001").heldBy("FA565"));
        change(dispensed, "next_activity = 'createNoClaim', next_activity_on = '2026-12-01'", 1);
    }

    private void tooOld() {
        List<PrescriptionId> expired = keep(() -> KeptPrescription.of(1).inStatus("0004", "0006"));
        change(expired, "next_activity = 'delete', next_activity_on = '2026-12-01'", 1);
        for (int i = 0; i < OF_EACH_KIND; i++) {
            UUID id = UUID.randomUUID();
            PrescriptionId skeleton = KeptPrescription.of(1).id();
            PrescriptionId placeholder = KeptPrescription.of(1).id();
            prescriptions.addAll(List.of(skeleton, placeholder));
            owner.sql("""
                    INSERT INTO prescription_skeleton (prescription_id, long_id, treatment_type, nhs_number, practice,
                                                       practice_name, authored_at, issues, status, deleted_on, purge_on)
                    VALUES (:skeleton, :id, '0001', :patient, 'A83008', 'Fernhill', '2025-06-01', 1, '0004', '2025-12-01',
                            '2026-12-01');
                    INSERT INTO prescription_placeholder (prescription_id, status, arrived_at, next_activity,
                                                          next_activity_on)
                    VALUES (:placeholder, '9005', '2026-06-04', 'delete', '2026-12-01');
                    INSERT INTO nomination_change (change_id, nhs_number, site_type, actor, organisation, request_id,
                                                   changed_at, purge_on)
                    VALUES (:id, :patient, 'P1', 'actor', 'FA565', :id, '2025-06-01', '2026-12-01')
                    """)
                    .param("id", id)
                    .param("skeleton", skeleton.value())
                    .param("placeholder", placeholder.value())
                    .param("patient", PATIENT)
                    .update();
        }
    }

    private List<PrescriptionId> keep(Supplier<KeptPrescription> kind) {
        List<PrescriptionId> kept = new ArrayList<>();
        for (int i = 0; i < OF_EACH_KIND; i++) {
            kept.add(kind.get().in(database).id());
        }
        prescriptions.addAll(kept);
        return kept;
    }

    private void change(List<PrescriptionId> ids, String values, int issue) {
        owner.sql("UPDATE prescription_issue SET " + values
                        + " WHERE issue_number = :issue AND prescription_id IN (:ids)")
                .param("issue", issue)
                .param("ids", ids.stream().map(PrescriptionId::value).toList())
                .update();
    }
}
