package org.pestle.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.routing.SiteType.APPLIANCE_CONTRACTOR;
import static org.pestle.routing.SiteType.COMMUNITY_PHARMACY;
import static org.pestle.routing.SiteType.DISPENSING_DOCTOR;
import static org.pestle.testing.Outcomes.done;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.StandingNominations.Standing;
import org.pestle.testing.MovedClock;
import org.pestle.testing.StandIn;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;

/** Changes of nominations against the stand-in for PDS: JSON Patch, versions, faults (eps.md 6.1). */
class ChangedNominationTest {
    private static final OdsCode HIGH_STREET_PHARMACY = new OdsCode("FA565");
    private static final OdsCode ONLINE_PHARMACY = new OdsCode("FLM49");
    private static final OdsCode APPLIANCES = new OdsCode("FA093");
    private static final OdsCode DISPENSING_PRACTICE = new OdsCode("A83099");
    private static final NhsNumber PATIENT = new NhsNumber("9449304130");
    private static final NhsNumber PATIENT_OF_TWO = new NhsNumber("9990001065");

    private final WireMockServer pds = StandIn.of("pds");
    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-25T09:00:00Z"));
    private final List<Map<SiteType, OdsCode>> seen = new ArrayList<>();
    private final StandingNominations standing = standing();

    @AfterEach
    void stopStandIn() {
        pds.stop();
    }

    @Test
    void reads_all_three_kinds_with_the_version_of_the_record() {
        Standing read = done(standing.read(PATIENT_OF_TWO));

        assertThat(read.nominated())
                .isEqualTo(Map.of(COMMUNITY_PHARMACY, ONLINE_PHARMACY, APPLIANCE_CONTRACTOR, APPLIANCES));
        assertThat(read.version()).isEqualTo("W/\"1\"");
        assertThat(done(standing.read(new NhsNumber("9990001073"))).nominated())
                .isEqualTo(Map.of(DISPENSING_DOCTOR, DISPENSING_PRACTICE));
    }

    @Test
    void replaces_a_nomination_after_testing_it_and_names_the_version() {
        Standing changed = done(standing.change(PATIENT, COMMUNITY_PHARMACY, HIGH_STREET_PHARMACY, ONLINE_PHARMACY));

        assertThat(changed.nominated()).isEqualTo(Map.of(COMMUNITY_PHARMACY, ONLINE_PHARMACY));
        assertThat(changed.version()).isEqualTo("W/\"2\"");
        assertThat(done(standing.read(PATIENT)).nominated()).isEqualTo(changed.nominated());
        pds.verify(WireMock.patchRequestedFor(WireMock.anyUrl())
                .withHeader("If-Match", WireMock.equalTo("W/\"1\""))
                .withHeader("Content-Type", WireMock.equalTo("application/json-patch+json"))
                .withRequestBody(WireMock.equalToJson("""
                        [{"op": "test", "path": "/extension/0", "value": %1$sFA565"}}}},
                         {"op": "replace", "path": "/extension/0", "value": %1$sFLM49"}}}}]
                        """.formatted("""
                        {"url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NominatedPharmacy",
                         "valueReference": {"identifier": {
                             "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": \""""))));
    }

    @Test
    void adds_and_removes_one_kind_and_leaves_the_others() {
        standing.change(PATIENT_OF_TWO, DISPENSING_DOCTOR, null, DISPENSING_PRACTICE);
        Standing removed = done(standing.change(PATIENT_OF_TWO, COMMUNITY_PHARMACY, ONLINE_PHARMACY, null));

        assertThat(removed.nominated())
                .isEqualTo(Map.of(APPLIANCE_CONTRACTOR, APPLIANCES, DISPENSING_DOCTOR, DISPENSING_PRACTICE));
        assertThat(done(standing.read(PATIENT_OF_TWO)).version()).isEqualTo("W/\"3\"");
    }

    @Test
    void what_is_so_already_is_not_changed_again() {
        done(standing.change(PATIENT, COMMUNITY_PHARMACY, ONLINE_PHARMACY, HIGH_STREET_PHARMACY));

        assertThat(patches()).isZero();
    }

    @Test
    void somebody_elses_change_of_the_same_nomination_is_not_written_over() {
        standing.change(PATIENT, COMMUNITY_PHARMACY, HIGH_STREET_PHARMACY, ONLINE_PHARMACY);

        assertThat(problem(standing.change(PATIENT, COMMUNITY_PHARMACY, HIGH_STREET_PHARMACY, null)))
                .isEqualTo(Problem.NOMINATION_CONFLICT);
        assertThat(done(standing.read(PATIENT)).site(COMMUNITY_PHARMACY)).isEqualTo(ONLINE_PHARMACY);
    }

    @ParameterizedTest(name = "{0}: {1}, after {2} attempts to write")
    @CsvSource({
        "9990002002, OUTSIDE_UNAVAILABLE, 1",
        "9990002029, OUTSIDE_UNAVAILABLE, 1",
        "9990002037, OUTSIDE_UNAVAILABLE, 1",
        "9990002045, OUTSIDE_UNAVAILABLE, 1",
        "9990002053, OUTSIDE_UNAVAILABLE, 1",
        "9990002061, NOMINATION_CONFLICT, 2",
        "9990001006, OUTSIDE_UNAVAILABLE, 0",
        "9990001014, OUTSIDE_UNAVAILABLE, 0",
        "9990001022, OUTSIDE_UNAVAILABLE, 0",
        "9990001030, OUTSIDE_UNAVAILABLE, 0",
        "9990001049, OUTSIDE_UNAVAILABLE, 0",
        "9000000009, PATIENT_NOT_FOUND,   0",
    })
    void a_fault_outside_is_a_clear_refusal(String patient, Problem problem, int attempts) {
        assertThat(problem(standing.change(
                        new NhsNumber(patient), COMMUNITY_PHARMACY, HIGH_STREET_PHARMACY, ONLINE_PHARMACY)))
                .isEqualTo(problem);
        assertThat(patches()).isEqualTo(attempts);
    }

    @Test
    void a_change_that_was_made_although_its_answer_was_lost_is_found_to_be_made() {
        NhsNumber patient = new NhsNumber("9990002010");

        Standing changed = done(standing.change(patient, COMMUNITY_PHARMACY, HIGH_STREET_PHARMACY, ONLINE_PHARMACY));

        assertThat(changed.site(COMMUNITY_PHARMACY)).isEqualTo(ONLINE_PHARMACY);
        assertThat(patches()).isOne();
    }

    @Test
    void who_watches_is_told_of_what_is_read_first_and_when_it_is_not_what_was_read_before() {
        Map<SiteType, OdsCode> before = Map.of(COMMUNITY_PHARMACY, HIGH_STREET_PHARMACY);
        Map<SiteType, OdsCode> after = Map.of(COMMUNITY_PHARMACY, ONLINE_PHARMACY);
        standing.recent(PATIENT);
        assertThat(seen).containsExactly(before);
        standing().change(PATIENT, COMMUNITY_PHARMACY, HIGH_STREET_PHARMACY, ONLINE_PHARMACY);
        standing.recent(PATIENT);
        assertThat(seen).as("nothing is read for ten minutes").hasSize(1);

        clock.advance(Duration.ofMinutes(11));
        standing.recent(PATIENT);
        assertThat(seen).containsExactly(before, after);

        clock.advance(Duration.ofMinutes(11));
        standing.recent(PATIENT);
        assertThat(seen).hasSize(2);
    }

    private int patches() {
        return (int) pds.getAllServeEvents().stream()
                .filter(event -> event.getRequest().getMethod().equals(RequestMethod.PATCH))
                .count();
    }

    private StandingNominations standing() {
        return new StandingNominations(
                new PdsAdapter(new JsonSource("pds", URI.create(pds.baseUrl()), RoutingTest.settings(), clock)),
                List.of((patient, nominated) -> seen.add(nominated)),
                clock);
    }

    private static Problem problem(Outcome<Standing> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<Standing>) outcome).findings().getFirst().problem();
    }
}
