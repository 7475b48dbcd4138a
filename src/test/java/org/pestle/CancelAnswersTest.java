package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.cli.SampleCancellation;
import org.pestle.cli.SampleDispense;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.testing.CancelReply;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every answer to a cancellation, as a supplier gets it (eps.md 5.4): status, code, item status and dispenser. */
@Isolated
class CancelAnswersTest {
    private static final String FHIR = "application/fhir+json";
    private static final SamplePharmacy PHARMACY = SamplePharmacy.FA565;

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    @AfterEach
    void the_present() {
        service.reset();
    }

    @Test
    void what_waits_is_cancelled_once_and_then_had_already_been() {
        ObjectNode order = send();

        assertThat(cancel(order)).isEqualTo(new CancelReply("200 cancelled R-0001", ""));
        assertThat(cancel(order)).isEqualTo(new CancelReply("400 cancelled R-0006", ""));
    }

    @Test
    void what_a_dispenser_holds_untouched_is_marked() {
        ObjectNode order = send();
        release(order);

        assertThat(cancel(order)).isEqualTo(new CancelReply("400 active R-0002", "FA565"));
    }

    /** The first item of two has this status when its cancellation comes. */
    @ParameterizedTest(name = "item {1} of a prescription {0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            0003 | 0003 | 0002 | 400 active R-0003
            0003 | 0004 | 0001 | 400 active R-0003
            0003 | 0008 | 0003 | 400 active R-0003
            0003 | 0001 | 0004 | 400 completed R-0004
            0006 | 0001 | 0001 | 400 completed R-0004
            0006 | 0001 | 0002 | 400 completed R-0004
            0006 | 0002 | 0001 | 400 stopped R-0010
            0007 | 0002 | 0002 | 400 stopped R-0010
            """)
    void what_was_notified_decides(String prescription, String item, String other, String said) {
        ObjectNode order = send();
        String release = release(order);
        notify(release, prescription, List.of(item, other));

        assertThat(cancel(order)).isEqualTo(new CancelReply(said, "FA565"));
    }

    @Test
    void what_has_expired_is_too_late_whether_or_not_the_night_has_run() {
        ObjectNode order = send();
        service.moveClockTo(service.now().plus(Duration.ofDays(190)));

        assertThat(cancel(order)).isEqualTo(new CancelReply("400 stopped R-0005", ""));

        service.runJob("expire-prescriptions");

        assertThat(cancel(order)).isEqualTo(new CancelReply("400 stopped R-0005", ""));
    }

    private ObjectNode send() {
        ObjectNode order = SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, service.now());
        HttpResponse<String> answer = prescriber.send(prescriber.sign(order).toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return order;
    }

    private String release(ObjectNode order) {
        String body = SampleRelease.byId(PHARMACY, SampleOrder.prescriptionId(order));
        return service.post("/fhir-dispensing/FHIR/R4/Task/$release", "pharmacist", FHIR, body)
                .body();
    }

    private void notify(String release, String status, List<String> items) {
        JsonNode prescription = SampleRelease.passed(release).getFirst();
        String notification = new SampleDispense(
                        prescription, SampleRelease.releaseId(release), PHARMACY, service.now())
                .with(status, items);
        HttpResponse<String> answer =
                service.post("/fhir-dispensing/FHIR/R4/$process-message", "pharmacist", FHIR, notification);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private CancelReply cancel(ObjectNode order) {
        ObjectNode cancellation = SampleCancellation.of(order, 0, "0001").ofItem();
        return CancelReply.of(service.post(
                "/fhir-prescribing/FHIR/R4/$process-message", "prescriber", FHIR, cancellation.toString()));
    }
}
