package org.pestle.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pestle.testing.MovedClock;
import org.pestle.testing.StandIn;
import org.pestle.values.OdsCode;

/** Sites and practices, how long they are remembered and how old an answer is (eps.md 6.6). */
class SiteDirectoryTest {
    private static final OdsCode HIGH_STREET_PHARMACY = new OdsCode("FA565");
    private static final OdsCode ONLINE_PHARMACY = new OdsCode("FLM49");

    private final WireMockServer ods = StandIn.of("ods");
    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-25T09:00:00Z"));
    private final SiteDirectory directory = new SiteDirectory(
            new OdsAdapter(new JsonSource("ods", URI.create(ods.baseUrl()), RoutingTest.settings(), clock)),
            Runnable::run,
            clock);

    @AfterEach
    void stopStandIn() {
        ods.stop();
    }

    @Test
    void a_site_is_remembered_for_a_day_while_the_directory_is_down() {
        directory.find(HIGH_STREET_PHARMACY);
        ods.stop();

        clock.advance(Duration.ofHours(24));
        assertThat(directory.find(HIGH_STREET_PHARMACY)).isInstanceOf(SiteDirectory.Lookup.Found.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(directory.find(HIGH_STREET_PHARMACY)).isEqualTo(new SiteDirectory.Lookup.Unavailable());
    }

    @Test
    void a_site_that_is_asked_for_often_is_renewed_in_the_background_before_it_is_old() {
        directory.find(HIGH_STREET_PHARMACY);
        clock.advance(Duration.ofMinutes(46));
        Instant renewedAt = clock.instant();

        assertThat(asOf(directory.find(HIGH_STREET_PHARMACY))).isBefore(renewedAt);
        assertThat(asOf(directory.find(HIGH_STREET_PHARMACY))).isEqualTo(renewedAt);
        assertThat(ods.getAllServeEvents()).hasSize(2);
    }

    @Test
    void a_remembered_site_tells_how_old_it_is() {
        Instant asked = clock.instant();
        directory.find(HIGH_STREET_PHARMACY);
        ods.stop();
        clock.advance(Duration.ofHours(20));

        assertThat(asOf(directory.find(HIGH_STREET_PHARMACY))).isEqualTo(asked);
        assertThat(directory.ask(HIGH_STREET_PHARMACY)).isEqualTo(new SiteDirectory.Lookup.Unavailable());
    }

    private static Instant asOf(SiteDirectory.Lookup lookup) {
        return ((SiteDirectory.Lookup.Found) lookup).asOf();
    }

    @Test
    void the_directory_tells_where_a_site_is() {
        assertThat(directory.find(HIGH_STREET_PHARMACY))
                .isInstanceOfSatisfying(SiteDirectory.Lookup.Found.class, found -> {
                    assertThat(found.site().addressLines())
                            .containsExactly("63 Briarfield Road", "Timperley", "Altrincham", "Cheshire");
                    assertThat(found.site().postcode()).isEqualTo("WA15 7DD");
                });
        assertThat(directory.find(ONLINE_PHARMACY))
                .isInstanceOfSatisfying(
                        SiteDirectory.Lookup.Found.class,
                        found -> assertThat(found.site().url()).isEqualTo("www.pharmacy2u.co.uk"));
    }

    @Test
    void the_directory_tells_who_commissions_a_practice() {
        assertThat(directory.findPractice(new OdsCode("A83008")))
                .hasValueSatisfying(
                        practice -> assertThat(practice.commissioner()).hasToString("QHM"));
        assertThat(directory.findPractice(new OdsCode("B82001")))
                .hasValueSatisfying(
                        practice -> assertThat(practice.commissioner()).hasToString("QWO"));
        assertThat(directory.findPractice(new OdsCode("FZ906"))).isEmpty();
        assertThat(directory.findPractice(new OdsCode("Y99999"))).isEmpty();
    }
}
