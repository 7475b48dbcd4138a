package org.pestle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.pestle.cli.SampleClaim;
import org.pestle.cli.SampleDispense;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import tools.jackson.databind.JsonNode;

/** The sandbox's pharmacist at FA565, who releases, dispenses and claims over HTTP. */
public final class Pharmacist {
    private static final String FHIR = "application/fhir+json";
    private static final String BASE = "/fhir-dispensing/FHIR/R4/";
    private static final SamplePharmacy PHARMACY = SamplePharmacy.FA565;

    private final Service service;

    /** At this service. */
    public Pharmacist(Service service) {
        this.service = service;
    }

    /** A prescription in hand, and the release that handed it over. */
    public record InHand(JsonNode prescription, String releaseId) {}

    /** All that is waiting for the pharmacy. */
    public List<InHand> releaseNominated() {
        return inHand(release(SampleRelease.nominated(PHARMACY)).body());
    }

    /** One prescription; none where it is refused. */
    public List<InHand> releaseById(String prescriptionId) {
        return inHand(release(SampleRelease.byId(PHARMACY, prescriptionId)).body());
    }

    /** Dispenses everything on a prescription and claims for it. */
    public void dispenseAndClaim(InHand inHand) {
        String notification =
                new SampleDispense(inHand.prescription(), inHand.releaseId(), PHARMACY, service.now()).inFull();
        assertAccepted(service.post(BASE + "$process-message", "pharmacist", FHIR, notification));
        String claim = SampleClaim.exempt(PHARMACY).of(notification, service.now());
        assertAccepted(service.post(BASE + "Claim", "pharmacist", FHIR, claim));
    }

    private HttpResponse<String> release(String body) {
        return service.post(BASE + "Task/$release", "pharmacist", FHIR, body);
    }

    private static List<InHand> inHand(String answer) {
        return SampleRelease.passed(answer).stream()
                .map(prescription -> new InHand(prescription, SampleRelease.releaseId(answer)))
                .toList();
    }

    private static void assertAccepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
