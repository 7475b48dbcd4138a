package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.pestle.cli.SampleDispense;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.testing.OrderEdits;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import tools.jackson.databind.node.ObjectNode;

/** What suppliers see of a controlled drug (eps.md 3.5): by default warnings, and every call answered as ever. */
@Isolated
class ControlledDrugOverHttpTest {
    private static final String FHIR = "application/fhir+json";
    private static final String BASE = "/fhir-dispensing/FHIR/R4/";
    private static final SamplePharmacy PHARMACY = SamplePharmacy.FA565;

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    @Test
    void after_28_days_release_and_notification_are_done_and_warn() {
        Instant now = Clock.systemUTC().instant();
        ObjectNode order = ordered(SampleOrder.Kind.ACUTE, now);
        assertThat(prescriber.signAndSend(order).statusCode()).isEqualTo(200);
        service.moveClockTo(now.plus(Duration.ofDays(29)));

        String id = SampleOrder.prescriptionId(order);
        HttpResponse<String> release =
                service.post(BASE + "Task/$release", "pharmacist", FHIR, SampleRelease.byId(PHARMACY, id));
        String notification = new SampleDispense(
                        SampleRelease.passed(release.body()).getFirst(),
                        SampleRelease.releaseId(release.body()),
                        PHARMACY,
                        service.now())
                .inFull();
        HttpResponse<String> told = service.post(BASE + "$process-message", "pharmacist", FHIR, notification);

        assertThat(release.statusCode()).isEqualTo(200);
        assertThat(release.body())
                .contains("Extension-SupplyAdvice", "supplyUntil", "This controlled drug could be supplied until");
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.body()).contains("CONTROLLED_DRUG_EXPIRED").doesNotContain("\"severity\":\"error\"");
    }

    @Test
    void repeat_dispensing_of_schedule_2_is_kept_and_told() {
        HttpResponse<String> answer = prescriber.signAndSend(
                ordered(SampleOrder.Kind.ERD, Clock.systemUTC().instant()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("CONTROLLED_DRUG_REPEAT_DISPENSING")
                .doesNotContain("\"severity\":\"error\"");
    }

    private static ObjectNode ordered(SampleOrder.Kind kind, Instant now) {
        return new OrderEdits(SampleOrder.message(kind, "FA565", 1, now))
                .controlledDrug("CD2", "twenty-eight")
                .order();
    }
}
