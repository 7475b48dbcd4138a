package org.pestle.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.testing.Database;
import org.pestle.testing.KeptPrescription;
import org.pestle.testing.UseCases;
import org.pestle.values.NhsDates;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;

class PrescriptionSearchTest {
    private static final Caller SUPPORT =
            new Caller("tracker", "555000000001", "555000000002", Role.SUPPORT, new OdsCode("X26"));

    private final Database database = Database.fresh();
    private final PrescriptionSearch search = UseCases.of(
                    database,
                    Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC),
                    new String[] {"tracking"})
            .get(PrescriptionSearch.class);

    @Test
    void shows_every_issue_of_a_prescription_with_its_items() {
        KeptPrescription kept = KeptPrescription.of(2).repeatDispensing(3).in(database);

        List<TrackedIssue> issues = search.byId(kept.id(), SUPPORT, UUID.randomUUID());

        assertThat(issues)
                .extracting(TrackedIssue::status)
                .containsExactly(
                        PrescriptionStatus.TO_BE_DISPENSED,
                        PrescriptionStatus.REPEAT_DISPENSE_FUTURE_INSTANCE,
                        PrescriptionStatus.REPEAT_DISPENSE_FUTURE_INSTANCE);
        assertThat(issues.getFirst().items())
                .extracting(TrackedIssue.TrackedItem::id)
                .containsExactlyElementsOf(kept.items());
    }

    @Test
    void leaves_one_audit_row_for_each_prescription_shown_and_none_for_an_unknown_one() {
        KeptPrescription kept = KeptPrescription.of(2).repeatDispensing(3).in(database);

        search.byId(kept.id(), SUPPORT, UUID.randomUUID());
        List<TrackedIssue> unknown = search.byId(KeptPrescription.of(1).id(), SUPPORT, UUID.randomUUID());

        assertThat(unknown).isEmpty();
        assertThat(JdbcClient.create(database.owner())
                        .sql("SELECT subject || ' ' || operation || ' ' || actor FROM audit_event")
                        .query(String.class)
                        .list())
                .containsExactly(kept.id().value() + " TRACK 555000000001");
    }

    @Test
    void a_pharmacy_sees_only_what_is_nominated_to_it_or_with_it() {
        KeptPrescription nominated = KeptPrescription.of(1).in(database);
        KeptPrescription held = KeptPrescription.of(1)
                .nominatedTo("FLM49")
                .inStatus("0002", "0008")
                .heldBy("FA565")
                .in(database);
        KeptPrescription.of(1).nominatedTo("FLM49").in(database);
        KeptPrescription.of(1).nominatedTo(null).in(database);

        assertThat(byPatient(new OdsCode("FA565"), null, null, null))
                .extracting(TrackedIssue::id)
                .containsExactlyInAnyOrder(nominated.id(), held.id());
        assertThat(byPatient(null, null, null, null)).hasSize(4);
    }

    @Test
    void narrows_by_status_and_day() {
        KeptPrescription early =
                KeptPrescription.of(1).writtenOn(LocalDate.of(2026, 11, 1)).in(database);
        KeptPrescription late =
                KeptPrescription.of(1).writtenOn(LocalDate.of(2026, 11, 2)).in(database);
        Instant second = NhsDates.startOf(LocalDate.of(2026, 11, 2));

        assertThat(byPatient(null, null, second, null))
                .extracting(TrackedIssue::id)
                .containsExactly(late.id());
        assertThat(byPatient(null, null, null, second))
                .extracting(TrackedIssue::id)
                .containsExactly(early.id());
        assertThat(byPatient(null, PrescriptionStatus.CANCELLED, null, null)).isEmpty();
    }

    private List<TrackedIssue> byPatient(
            @Nullable OdsCode onlyOf,
            @Nullable PrescriptionStatus status,
            @Nullable Instant from,
            @Nullable Instant before) {
        PatientSearch question =
                new PatientSearch(new NhsNumber(KeptPrescription.NHS_NUMBER), status, from, before, onlyOf, 0, 100);
        return search.byPatient(question, SUPPORT, UUID.randomUUID());
    }
}
