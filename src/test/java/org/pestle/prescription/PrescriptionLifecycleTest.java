package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrescriptionLifecycleTest {
    private static final LifecyclePage PAGE = new LifecyclePage("prescription-lifecycle.md");

    @Test
    void the_page_has_the_rows_of_the_table() {
        assertThat(PAGE.rows())
                .isEqualTo(LifecyclePage.rows(PrescriptionLifecycle.rows(), PrescriptionLifecycleTest::named));
    }

    @Test
    void the_diagram_is_printed_from_the_table() {
        assertThat(PAGE.diagram())
                .isEqualTo(LifecyclePage.diagram(
                        PrescriptionStatus.values(),
                        PrescriptionLifecycle.rows(),
                        PrescriptionStatus::code,
                        PrescriptionLifecycleTest::named));
    }

    @Test
    void every_status_meets_every_event_as_approved() {
        String grid = LifecyclePage.grid(
                PrescriptionStatus.values(),
                PrescriptionEvent.values(),
                PrescriptionStatus::code,
                (status, event) -> PrescriptionLifecycle.next(status, event)
                        .map(PrescriptionStatus::code)
                        .orElse("   -"));

        assertThat(grid).isEqualTo(LifecyclePage.approved("prescription-lifecycle.grid.txt"));
    }

    @ParameterizedTest(name = "issue {0}, ahead {1}: {2}")
    @CsvSource({"1, false, 0001", "1, true, 9001", "2, false, 9000", "99, true, 9000"})
    void an_issue_begins(int number, boolean ahead, String code) {
        assertThat(PrescriptionLifecycle.first(number, ahead).code()).isEqualTo(code);
    }

    @Test
    void the_events_of_a_history_lead_to_the_status_that_is_stored() {
        RecordFixture record = new RecordFixture();
        PrescriptionRecord kept = record.kept(Orders.anOrder(), RecordFixture.at("2026-11-25T10:00:00Z"));
        record.expire(RecordFixture.at("2027-06-01T02:00:00Z")).expireDue(LocalDate.of(2027, 6, 1), 10);
        List<HistoryEvent> rows = record.prescriptions.history(kept.id());

        Optional<PrescriptionStatus> status = Optional.of(rows.getFirst().to());
        for (HistoryEvent row : rows.subList(1, rows.size())) {
            status = status.flatMap(before -> PrescriptionLifecycle.next(before, row.event()));
        }

        assertThat(status).contains(record.again(kept).currentIssue().status()).contains(PrescriptionStatus.EXPIRED);
    }

    private static String named(PrescriptionStatus status) {
        return status.code() + " " + status.display();
    }
}
