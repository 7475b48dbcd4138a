package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.prescription.Orders.anOrder;
import static org.pestle.prescription.RecordFixture.at;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.pestle.prescription.NextActivity.Action;

class MakeReadyTest {
    private static final Clock WRITTEN = at("2026-11-25T10:00:00Z");
    private static final LocalDate ITS_DAY = LocalDate.of(2026, 12, 1);
    private static final Clock THAT_NIGHT = at("2026-12-01T00:30:00Z");

    @AutoClose
    private final RecordFixture record = new RecordFixture();

    @Test
    void a_prescription_dated_ahead_can_be_downloaded_from_its_day_on() {
        PrescriptionRecord kept = record.kept(anOrder().writtenAt(Instant.parse("2026-12-01T09:00:00Z")), WRITTEN);

        assertThat(record.ready(THAT_NIGHT).makeReady(ITS_DAY.minusDays(1), 100))
                .isZero();
        assertThat(record.worklist()).isEmpty();
        assertThat(record.ready(THAT_NIGHT).makeReady(ITS_DAY, 100)).isEqualTo(1);

        Issue after = record.again(kept).currentIssue();
        assertThat(after.status()).isEqualTo(PrescriptionStatus.TO_BE_DISPENSED);
        assertThat(after.next()).isEqualTo(new NextActivity(Action.EXPIRE, LocalDate.of(2027, 6, 1)));
        assertThat(record.worklist()).containsExactly("FA565 " + kept.id().value() + " 1");
        assertThat(record.faults(kept)).isEmpty();
    }

    @Test
    void a_second_night_does_nothing() {
        PrescriptionRecord kept = record.kept(anOrder().writtenAt(Instant.parse("2026-12-01T09:00:00Z")), WRITTEN);
        record.ready(THAT_NIGHT).makeReady(ITS_DAY, 100);

        assertThat(record.ready(THAT_NIGHT).makeReady(ITS_DAY.plusDays(1), 100)).isZero();
        assertThat(record.prescriptions.history(kept.id())).hasSize(2);
    }
}
