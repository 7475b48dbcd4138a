package org.pestle.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.prescription.DeletePrescriptions;
import org.pestle.prescription.DeletePrescriptions.Position;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.testing.Database;
import org.pestle.testing.KeptPrescription;
import org.pestle.testing.UseCases;
import org.pestle.tracking.PatientSearch;
import org.pestle.tracking.PrescriptionSearch;
import org.pestle.tracking.TrackedIssue;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the other modules keep of a prescription that is deleted: as long as money needs it, and their documents. */
class DeletedPrescriptionTest {
    private static final LocalDate NIGHT = LocalDate.of(2027, 1, 31);
    private static final Caller SUPPORT =
            new Caller("tracker", "555000000001", "555000000002", Role.SUPPORT, new OdsCode("X26"));

    private final Database database = Database.fresh();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final UseCases cases = UseCases.of(
            database,
            Clock.fixed(Instant.parse("2027-01-31T04:00:00Z"), ZoneOffset.UTC),
            new String[] {"prescription", "dispensing", "claim", "tracking"},
            new PrescriptionSettings(null),
            ClaimSettings.NATIONAL,
            (ExemptionCodes) code -> Optional.empty(),
            (UnitsOfProducts) (product, claimed, supplied, month) -> Optional.empty(),
            (LicensedProducts) (product, month) -> false);

    @Test
    void it_waits_until_its_claim_is_priced_and_leaves_claim_and_notification_behind() {
        KeptPrescription kept = claimed();
        owner.sql("""
                INSERT INTO claim_waiting (claim_id, received_at, contractor, prescription_id, dispensed_on, items,
                                           products, broken_bulk)
                SELECT claim_id, received_at, contractor, prescription_id, dispensed_on, 1, '{}', '{}'
                  FROM claim
                """).update();
        assertThat(delete()).isZero();

        owner.sql("DELETE FROM claim_waiting").update();
        assertThat(delete()).isEqualTo(1);

        assertThat(ids("claim")).containsExactly(kept.id().value());
        assertThat(ids("dispense_notification")).containsExactly(kept.id().value());
        assertThat(ids("ended_lease")).isEmpty();
        assertThat(ids("prescription")).isEmpty();
    }

    @Test
    void the_tracker_finds_it_by_patient_as_completed_and_by_id_no_more() {
        KeptPrescription kept = claimed();
        KeptPrescription alive = KeptPrescription.of(1).in(database);
        delete();
        PrescriptionSearch search = cases.get(PrescriptionSearch.class);

        assertThat(search.byId(kept.id(), SUPPORT, UUID.randomUUID())).isEmpty();
        List<TrackedIssue> found = search.byPatient(
                new PatientSearch(new NhsNumber(KeptPrescription.NHS_NUMBER), null, null, null, null, 0, 10),
                SUPPORT,
                UUID.randomUUID());
        assertThat(found).extracting(TrackedIssue::id).containsExactlyInAnyOrder(kept.id(), alive.id());
        TrackedIssue deleted = found.stream()
                .filter(issue -> issue.id().equals(kept.id()))
                .findFirst()
                .orElseThrow();
        assertThat(deleted.deleted()).isTrue();
        assertThat(deleted.status()).isEqualTo(PrescriptionStatus.CLAIMED);
        assertThat(deleted.items()).isEmpty();
        assertThat(search.byPatient(
                        new PatientSearch(
                                new NhsNumber(KeptPrescription.NHS_NUMBER),
                                null,
                                null,
                                null,
                                new OdsCode("FLM49"),
                                0,
                                10),
                        SUPPORT,
                        UUID.randomUUID()))
                .as("whose it was is not known any more")
                .isEmpty();
    }

    private int delete() {
        return cases.get(DeletePrescriptions.class)
                .deleteDue(NIGHT, 10, Position.START)
                .deleted();
    }

    private KeptPrescription claimed() {
        KeptPrescription kept =
                KeptPrescription.of(1).inStatus("0008", "0001").heldBy("FA565").in(database);
        String id = kept.id().value();
        owner.sql("""
                        UPDATE prescription_issue
                           SET next_activity = 'delete', next_activity_on = :night
                         WHERE prescription_id = :id
                        """).param("night", NIGHT).param("id", id).update();
        owner.sql("""
                        INSERT INTO dispense_notification (notification_id, prescription_id, issue_number, organisation,
                                                           authority, handed_over_at, received_at, to_status, message)
                        VALUES (gen_random_uuid(), :id, 1, 'FA565', 'T1450', now(), now(), '0006', '\\x00')
                        """).param("id", id).update();
        owner.sql("""
                        INSERT INTO ended_lease (prescription_id, lease_id, ended_at)
                        VALUES (:id, gen_random_uuid(), now())
                        """).param("id", id).update();
        owner.sql("""
                        INSERT INTO claim (claim_id, prescription_id, issue_number, contractor, authority, practice,
                                           commissioner, exemption, evidence_seen, dispensed_on, received_at,
                                           payment_month, status, message)
                        VALUES (gen_random_uuid(), :id, 1, 'FA565', 'T1450', 'A83008', 'QHM', '0001', false,
                                DATE '2026-12-01', now(), DATE '2026-12-01', 'RECEIVED', '\\x00')
                        """).param("id", id).update();
        return kept;
    }

    private List<String> ids(String table) {
        return owner.sql("SELECT prescription_id FROM " + table)
                .query(String.class)
                .list();
    }
}
