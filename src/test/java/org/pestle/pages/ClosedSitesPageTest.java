package org.pestle.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.testing.AnotherSite;
import org.pestle.testing.Browser;
import org.pestle.testing.DispensedOrder;
import org.pestle.testing.Service;

/** The operator's page of sites that have closed, in a real browser. Pictures are kept under target/pages. */
class ClosedSitesPageTest {
    private static final Service SERVICE = Service.running();
    private static final String PAGE = "/sandbox/closed-sites";

    private static String waiting = "";
    private static String inHand = "";

    @BeforeAll
    static void a_pharmacy_has_closed_with_one_prescription_on_its_way_and_one_in_hand() {
        SERVICE.reset();
        DispensedOrder undownloaded = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ERD);
        DispensedOrder downloaded = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE);
        DispensedOrder unknown = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE);
        downloaded.release(SamplePharmacy.FA565);
        waiting = undownloaded.id();
        inHand = downloaded.id();
        AnotherSite.of(SERVICE, waiting, "FA091");
        AnotherSite.of(SERVICE, inHand, "FA091");
        AnotherSite.of(SERVICE, unknown.id(), "FX999");
        SERVICE.runJob("check-sites");
    }

    @Test
    void tells_the_operator_what_waits_what_is_in_hand_and_what_to_do() {
        try (Browser browser = Browser.open(false)) {
            browser.driver().get(SERVICE.url(PAGE).toString());

            String text = browser.driver().findElement(By.id("main")).getText();
            assertThat(text)
                    .contains("The directory says that it has closed.", "FA091")
                    .contains(
                            "Nobody has them: reachable by their ids",
                            waiting,
                            "Any dispenser can release it by its id")
                    .contains("The site still has them", inHand, "Ask the contractor to return it")
                    .contains("FX999", "nothing was changed", "No prescription waits for anybody to do anything.")
                    .doesNotContain("9449304130")
                    .doesNotContainIgnoringCase("TWITCHETT");
            browser.driver().findElement(By.linkText(inHand)).click();
            assertThat(browser.driver().findElement(By.tagName("h1")).getText()).contains(inHand);
        }
    }

    @Test
    void is_the_operators_alone_outside_the_sandbox() {
        assertThat(SERVICE.get("/operator/closed-sites", null).statusCode()).isEqualTo(401);
        assertThat(SERVICE.get("/operator/closed-sites", "support").statusCode())
                .isEqualTo(403);
        assertThat(SERVICE.get("/operator/closed-sites", "pharmacist").statusCode())
                .isEqualTo(403);
        assertThat(SERVICE.get("/operator/closed-sites?after=FA090", "operator").body())
                .contains(waiting)
                .doesNotContain("/sandbox/prescriptions");
        assertThat(SERVICE.get("/operator/closed-sites?after=FA091", "operator").body())
                .contains("FX999")
                .doesNotContain(waiting);
    }

    @ParameterizedTest(name = "{0} px")
    @CsvSource({"1280", "320"})
    void is_for_everyone_on_every_screen(int width) throws IOException {
        ForEveryone.check(SERVICE.url(PAGE), "closed-sites", width);
    }
}
