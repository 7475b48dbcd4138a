package org.pestle.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.Nomination.Basis;
import org.pestle.routing.Nomination.Nominated;
import org.pestle.routing.Nomination.None;
import org.pestle.testing.MovedClock;
import org.pestle.testing.StandIn;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;

/** Nominations over HTTP, against the stand-ins of the folder {@code mocks}. */
class RoutingTest {
    private static final OdsCode HIGH_STREET_PHARMACY = new OdsCode("FA565");
    private static final OdsCode ONLINE_PHARMACY = new OdsCode("FLM49");
    private static final NhsNumber PATIENT = new NhsNumber("9449304130");

    private final WireMockServer pds = StandIn.of("pds");
    private final WireMockServer ods = StandIn.of("ods");
    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-25T09:00:00Z"));
    private final SiteDirectory directory = new SiteDirectory(
            new OdsAdapter(new JsonSource("ods", URI.create(ods.baseUrl()), settings(), clock)), Runnable::run, clock);
    private final StandingNominations standing = new StandingNominations(
            new PdsAdapter(new JsonSource("pds", URI.create(pds.baseUrl()), settings(), clock)), List.of(), clock);
    private final NominableSites sites = new NominableSites(directory);
    private final Nominations nominations = new Nominations(standing, sites, directory);

    @AfterEach
    void stopStandIns() {
        pds.stop();
        ods.stop();
    }

    @ParameterizedTest(name = "patient {0}, site {1}, kind {2}: to {3} {4}")
    @CsvSource(nullValues = "-", textBlock = """
            # patient,   site,  kind, to,     basis
            9449304130,  FA565, P1,   FA565,  STANDING
            9449304130,  FLM49, P1,   FLM49,  ONE_OFF
            9449304130,  FA565, 0004, FA565,  STANDING
            9990001057,  FA565, P1,   FA565,  ONE_OFF
            9000000009,  FA565, P1,   FA565,  ONE_OFF
            9990001065,  FA093, P2,   FA093,  STANDING
            9990001073,  A83099, P3,  A83099, STANDING
            # PDS answers too late, not at all, nonsense, about another patient, or is busy
            9990001006,  FA565, P1,   FA565,  UNCONFIRMED
            9990001014,  FA565, P1,   FA565,  UNCONFIRMED
            9990001022,  FA565, P1,   FA565,  UNCONFIRMED
            9990001030,  FA565, P1,   FA565,  UNCONFIRMED
            9990001049,  FA565, P1,   FA565,  UNCONFIRMED
            # so does the directory
            9449304130,  FZ901, P1,   FZ901,  UNCONFIRMED
            9449304130,  FZ902, P1,   FZ902,  UNCONFIRMED
            9449304130,  FZ903, P1,   FZ903,  UNCONFIRMED
            9449304130,  FZ904, P1,   FZ904,  UNCONFIRMED
            9449304130,  FZ905, P1,   FZ905,  UNCONFIRMED
            # no site named: the standing nomination of that kind
            9449304130,  -,     P1,   FA565,  STANDING
            9990001065,  -,     P1,   FLM49,  STANDING
            9990001065,  -,     P2,   FA093,  STANDING
            9990001073,  -,     P3,   A83099, STANDING
            """)
    void a_prescription_goes_to(
            String patient, @Nullable String site, String kind, String expectedSite, Basis expectedBasis) {
        Nomination nomination = nominate(
                new NhsNumber(patient),
                site == null ? null : new OdsCode(site),
                SiteType.of(kind).orElseThrow());

        assertThat(nomination).isInstanceOfSatisfying(Nominated.class, nominated -> {
            assertThat(nominated.site()).hasToString(expectedSite);
            assertThat(nominated.basis()).isEqualTo(expectedBasis);
        });
    }

    @ParameterizedTest(name = "patient {0}, kind {1}")
    @CsvSource({
        "9449304130, 0004",
        "9449304130, P2",
        "9990001057, P1",
        "9000000009, P1",
        "9990001081, P1",
        "9990001014, P1"
    })
    void a_prescription_without_site_goes_nowhere_if_no_usable_nomination_is_known(String patient, String kind) {
        assertThat(nominate(new NhsNumber(patient), null, SiteType.of(kind).orElseThrow()))
                .isEqualTo(new None());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FA091", "FA092", "FX999"})
    void refuses_a_site_that_is_closed_or_takes_no_electronic_prescriptions_or_does_not_exist(String site) {
        Outcome<Nomination> outcome = nominations.nominate(PATIENT, new OdsCode(site), SiteType.COMMUNITY_PHARMACY);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            Finding finding = (Finding) refused.findings().getFirst();
            assertThat(finding.problem()).isEqualTo(Problem.INVALID_RESOURCE_ID);
            assertThat(finding.expression()).endsWith("dispenseRequest.performer.identifier.value");
        });
    }

    @Test
    void asks_the_directory_once_an_hour_and_the_demographics_service_every_ten_minutes() {
        nominate(PATIENT, HIGH_STREET_PHARMACY, SiteType.COMMUNITY_PHARMACY);
        clock.advance(Duration.ofMinutes(10));
        nominate(PATIENT, HIGH_STREET_PHARMACY, SiteType.COMMUNITY_PHARMACY);
        assertThat(pds.getAllServeEvents()).hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        nominate(PATIENT, HIGH_STREET_PHARMACY, SiteType.COMMUNITY_PHARMACY);
        assertThat(pds.getAllServeEvents()).hasSize(2);
        assertThat(ods.getAllServeEvents()).hasSize(1);

        clock.advance(Duration.ofMinutes(50));
        nominate(PATIENT, HIGH_STREET_PHARMACY, SiteType.COMMUNITY_PHARMACY);
        assertThat(ods.getAllServeEvents()).hasSize(2);
    }

    @Test
    void a_dead_demographics_service_is_left_alone_for_a_while_after_three_failures() {
        for (int call = 0; call < 10; call++) {
            nominate(new NhsNumber("9990001022"), HIGH_STREET_PHARMACY, SiteType.COMMUNITY_PHARMACY);
        }
        assertThat(pds.getAllServeEvents()).hasSize(3);
        assertThat(basisOf(PATIENT)).isEqualTo(Basis.UNCONFIRMED);

        clock.advance(Duration.ofSeconds(5));
        assertThat(basisOf(PATIENT)).isEqualTo(Basis.STANDING);
    }

    @Test
    void a_clock_that_is_put_back_neither_prolongs_a_pause_nor_an_answer() {
        for (int call = 0; call < 3; call++) {
            nominate(new NhsNumber("9990001022"), HIGH_STREET_PHARMACY, SiteType.COMMUNITY_PHARMACY);
        }
        clock.advance(Duration.ofDays(-30));

        assertThat(basisOf(PATIENT)).isEqualTo(Basis.STANDING);
        assertThat(ods.getAllServeEvents()).hasSize(2);
    }

    @Test
    void nobody_is_asked_where_no_address_is_set() {
        SiteDirectory nowhere =
                new SiteDirectory(new OdsAdapter(new JsonSource("ods", null, settings(), clock)), Runnable::run, clock);

        assertThat(nowhere.find(ONLINE_PHARMACY)).isEqualTo(new SiteDirectory.Lookup.Unavailable());
    }

    @Test
    void an_answer_that_is_too_large_counts_as_none() {
        JsonSource small = new JsonSource("pds", URI.create(pds.baseUrl()), settings(100), clock);

        assertThat(new PdsAdapter(small).find(PATIENT)).isEqualTo(new Demographics.Lookup.Unavailable());
    }

    @Test
    void every_stub_answers_a_call_that_an_adapter_makes() {
        Set<String> missed = new TreeSet<>();
        for (WireMockServer standIn : Set.of(pds, ods)) {
            for (StubMapping stub : standIn.getStubMappings()) {
                ask(stub);
            }
            Set<String> hit = standIn.getAllServeEvents().stream()
                    .map(event -> event.getStubMapping().getName())
                    .collect(Collectors.toSet());
            standIn.getStubMappings().stream()
                    .map(StubMapping::getName)
                    .filter(name -> !hit.contains(name))
                    .forEach(missed::add);
            assertThat(standIn.findAllUnmatchedRequests()).isEmpty();
        }
        assertThat(missed).isEmpty();
    }

    /** Asks for what a stub is about with a source that never pauses. */
    private void ask(StubMapping stub) {
        String word = stub.getName().replaceFirst("^(site|practice) (\\w+).*", "$2");
        String path = stub.getRequest().getUrlPath();
        JsonSource fromPds = new JsonSource("pds", URI.create(pds.baseUrl()), settings(), clock);
        OdsAdapter fromOds = new OdsAdapter(new JsonSource("ods", URI.create(ods.baseUrl()), settings(), clock));
        if (stub.getName().startsWith("practice ")) {
            fromOds.practice(new OdsCode(word));
        } else if (stub.getName().startsWith("site ")) {
            fromOds.site(new OdsCode(word));
        } else if (stub.getName().equals("no such site")) {
            fromOds.site(new OdsCode("FX999"));
        } else if (stub.getName().equals("no such organisation")) {
            fromOds.practice(new OdsCode("Y99999"));
        } else if (stub.getName().startsWith("search ")) {
            fromOds.sites("Altrincham", 10);
        } else if (stub.getName().startsWith("change ")) {
            NhsNumber patient = new NhsNumber(path == null ? "9990001111" : path.substring(path.lastIndexOf('/') + 1));
            new PdsAdapter(fromPds).change(patient, SiteType.COMMUNITY_PHARMACY, HIGH_STREET_PHARMACY, ONLINE_PHARMACY);
        } else {
            String number = path == null ? "9990001111" : path.substring(path.lastIndexOf('/') + 1);
            new PdsAdapter(fromPds).find(new NhsNumber(number));
        }
    }

    private Basis basisOf(NhsNumber patient) {
        return ((Nominated) nominate(patient, HIGH_STREET_PHARMACY, SiteType.COMMUNITY_PHARMACY)).basis();
    }

    private Nomination nominate(NhsNumber patient, @Nullable OdsCode site, SiteType type) {
        Outcome<Nomination> outcome = nominations.nominate(patient, site, type);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<Nomination>) outcome).value();
    }

    static RoutingSettings settings() {
        return settings(262_144);
    }

    private static RoutingSettings settings(int largestAnswer) {
        return new RoutingSettings(
                null,
                null,
                Duration.ofMillis(300),
                Duration.ofMillis(500),
                largestAnswer,
                Duration.ofSeconds(5),
                3,
                64);
    }
}
