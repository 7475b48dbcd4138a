package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.testing.AnotherSite;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Dispensing sites as callers find them, and what becomes of prescriptions when one closes (eps.md 6.6). */
class SitesOverHttpTest {
    private static final String PATIENT = "9449304130";
    private static final String RELEASE = "/fhir-dispensing/FHIR/R4/Task/$release";

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);
    private final JsonMapper json = JsonMapper.builder().build();

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    @Test
    void the_directory_tells_what_a_site_is_and_how_old_that_is() {
        JsonNode highStreet = read(service.get("/sites/fa565", "patient"));
        assertThat(highStreet.path("name").asString()).isEqualTo("High Street Pharmacy");
        assertThat(highStreet.path("type").asString()).isEqualTo("P1");
        assertThat(highStreet.path("address").toString())
                .contains("63 Briarfield Road")
                .contains("WA15 7DD");
        assertThat(highStreet.path("openingTimes").path(0).path("times").asString())
                .isEqualTo("09:00-18:00");
        assertThat(highStreet.path("openingTimes").path(7).path("day").asString())
                .isEqualTo("Dec 25 2026");
        assertThat(highStreet.path("takesElectronicPrescriptions").asBoolean()).isTrue();
        assertThat(highStreet.has("ageInMinutes")).isTrue();
        JsonNode online = read(service.get("/sites/FLM49", "prescriber"));
        assertThat(online.path("distanceSelling").asBoolean()).isTrue();
        assertThat(online.path("web").asString()).isEqualTo("www.pharmacy2u.co.uk");
        assertThat(service.get("/sites/FX999", "patient").body()).contains("SITE_NOT_FOUND");
        assertThat(service.get("/sites/FZ905", "patient").body()).contains("OUTSIDE_UNAVAILABLE");

        assertThat(codes("/sites?words=altrincham")).containsExactly("FA565", "FLM49", "FA090", "FA093");
        assertThat(codes("/sites?words=pharmacy&distanceSelling=true")).containsExactly("FLM49");
        assertThat(codes("/sites?words=WA15&type=P2")).containsExactly("FA093");
        assertThat(codes("/sites?words=nowhere")).isEmpty();
        assertThat(service.get("/sites", "patient").statusCode()).isEqualTo(400);
    }

    @Test
    void a_pharmacy_that_closes_strands_nobody() {
        String waiting = sent();
        String unasked = sent();
        String inHand = sent();
        service.post(RELEASE, "pharmacist", "application/fhir+json", SampleRelease.byId(SamplePharmacy.FA565, inHand));
        AnotherSite.of(service, waiting, "FA091");
        AnotherSite.of(service, inHand, "FA091");
        AnotherSite.of(service, unasked, "FZ905");

        JsonNode night = json.readTree(service.runJob("check-sites"));

        assertThat(night.path("status").asString()).as(night.toString()).isEqualTo("COMPLETED");
        assertThat(night.at("/totals/closed").asInt()).isOne();
        assertThat(night.at("/totals/freed").asInt()).isOne();
        assertThat(night.at("/totals/unanswered").asInt()).isOne();
        JsonNode site = read(service.get("/closed-sites", "operator")).at("/sites/0");
        assertThat(site.path("site").asString()).isEqualTo("FA091");
        assertThat(site.path("finding").asString()).isEqualTo("CLOSED");
        assertThat(site.at("/reachableById/0/prescription").asString()).isEqualTo(waiting);
        assertThat(site.at("/inHand/0/prescription").asString()).isEqualTo(inHand);
        assertThat(site.at("/inHand/0/whatToDo").asString()).contains("return");
        assertThat(site.toString()).doesNotContain(PATIENT);

        assertThat(json.readTree(service.runJob("check-sites"))
                        .at("/totals/freed")
                        .asInt())
                .as("a second night frees nothing")
                .isZero();
        assertThat(service.post(
                                RELEASE,
                                "pharmacist",
                                "application/fhir+json",
                                SampleRelease.byId(SamplePharmacy.FA565, waiting))
                        .body())
                .contains("passedPrescriptions");
        assertThat(read(service.get("/closed-sites", "operator")).at("/sites/0/reachableById"))
                .isEmpty();
        assertThat(service.get("/closed-sites", "support").statusCode()).isEqualTo(403);
    }

    @Test
    void a_site_without_electronic_prescriptions_counts_as_closed_and_an_unknown_one_is_only_listed() {
        String notEnabled = sent();
        String notListed = sent();
        AnotherSite.of(service, notEnabled, "FA092");
        AnotherSite.of(service, notListed, "FX999");
        service.context()
                .getBean(JdbcClient.class)
                .sql("INSERT INTO closed_site (site, finding, first_seen_on, last_seen_on)"
                        + " VALUES ('FA565', 'CLOSED', '2026-11-01', '2026-11-01')")
                .update();

        JsonNode night = json.readTree(service.runJob("check-sites"));

        assertThat(night.at("/totals/asked").asInt()).isEqualTo(3);
        assertThat(night.at("/totals/freed").asInt()).isOne();
        JsonNode sites = read(service.get("/closed-sites", "operator")).path("sites");
        assertThat(sites).as("FA565 is open again").hasSize(2);
        assertThat(sites.at("/0/finding").asString()).isEqualTo("NOT_ENABLED");
        assertThat(sites.at("/0/reachableById/0/prescription").asString()).isEqualTo(notEnabled);
        assertThat(sites.at("/1/finding").asString()).isEqualTo("NOT_LISTED");
        assertThat(sites.at("/1/reachableById")).isEmpty();
    }

    private List<String> codes(String search) {
        List<String> codes = new ArrayList<>();
        read(service.get(search, "patient"))
                .path("sites")
                .forEach(site -> codes.add(site.path("site").asString()));
        return codes;
    }

    private String sent() {
        ObjectNode order = SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, service.now());
        HttpResponse<String> answer = prescriber.signAndSend(order);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return SampleOrder.prescriptionId(order);
    }

    private JsonNode read(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }
}
