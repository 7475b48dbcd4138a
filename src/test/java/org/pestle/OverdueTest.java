package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.Prescriptions;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.pestle.values.PrescriptionId;
import tools.jackson.databind.node.ObjectNode;

/** What is overdue because a night is missing expires when a message touches it, also when the message is refused. */
@Isolated
class OverdueTest {
    private static final String FHIR = "application/fhir+json";

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    @Test
    void a_refused_release_leaves_an_overdue_prescription_expired() {
        Instant now = Clock.systemUTC().instant();
        ObjectNode order = SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, now);
        String id = SampleOrder.prescriptionId(order);
        assertThat(prescriber.send(prescriber.sign(order).toString()).statusCode())
                .isEqualTo(200);
        service.moveClockTo(now.plus(Duration.ofDays(200)));

        String answer = service.post(
                        "/fhir-dispensing/FHIR/R4/Task/$release",
                        "pharmacist",
                        FHIR,
                        SampleRelease.byId(SamplePharmacy.FA565, id))
                .body();

        assertThat(answer).contains("PRESCRIPTION_EXPIRED");
        PrescriptionRecord prescription = service.context()
                .getBean(Prescriptions.class)
                .find(PrescriptionId.parse(id))
                .orElseThrow();
        assertThat(prescription.currentIssue().status()).isEqualTo(PrescriptionStatus.EXPIRED);
        assertThat(service.context()
                        .getBean(Prescriptions.class)
                        .history(prescription.id())
                        .getLast()
                        .event()
                        .words())
                .isEqualTo("Expired");
    }
}
