package org.pestle.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.testing.Browser;
import org.pestle.testing.DispensedOrder;
import org.pestle.testing.Service;

/** The page that explains one prescription, in a real browser. Pictures are kept under target/pages to be looked at. */
class PrescriptionPageTest {
    private static final Service SERVICE = Service.running();

    private static String path = "";

    @BeforeAll
    static void a_pharmacy_has_the_first_issue_of_a_repeat_dispensing_prescription() {
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ERD);
        order.release(SamplePharmacy.FA565);
        path = "/sandbox/prescriptions/" + order.id().replace("+", "%2B");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "support,    There is nothing that you may do with it now.",
        "pharmacist, A pharmacist of FA565 may give it back.",
        "prescriber, There is nothing that you may do with it now."
    })
    void tells_each_reader_where_it_stands_and_what_they_may_do(String reader, String sentence) {
        assertThat(SERVICE.get(path + "?as=" + reader, null).body())
                .contains("You read this as", "It is with FA565", "A83008 sent the signed prescription.", sentence)
                .doesNotContainIgnoringCase("TWITCHETT")
                .doesNotContain("9449304130");
    }

    @Test
    void needs_a_token_of_somebody_who_may_track_outside_the_sandbox() {
        String address = path.replace("/sandbox", "");

        assertThat(SERVICE.get(address, null).statusCode()).isEqualTo(401);
        assertThat(SERVICE.get(address, "patient").statusCode()).isEqualTo(403);
        assertThat(SERVICE.get(address, "pharmacist").body()).contains("A pharmacist of FA565 may give it back.");
    }

    @Test
    void says_that_there_is_no_such_prescription() {
        HttpResponse<String> answer = SERVICE.get("/sandbox/prescriptions/24F5DA-A83008-7EFE6Z", null);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no such prescription");
        assertThat(SERVICE.get("/sandbox/prescriptions/nonsense", null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void answers_why_a_call_would_be_refused_without_scripts() {
        try (Browser browser = Browser.open(false)) {
            browser.driver().get(page(path));
            new Select(browser.driver().findElement(By.id("call"))).selectByValue("release");
            browser.driver().findElement(By.id("organisation")).clear();
            browser.driver().findElement(By.id("organisation")).sendKeys("FLM49");
            browser.driver().findElement(By.cssSelector("form button")).click();

            assertThat(browser.driver()
                            .findElement(By.className("govuk-inset-text"))
                            .getText())
                    .contains("If FLM49 asked to release it by its id", "it would be refused.")
                    .contains("PRESCRIPTION_WITH_ANOTHER_DISPENSER");
        }
    }

    @ParameterizedTest(name = "{0} px")
    @CsvSource({"1280", "320"})
    void is_for_everyone_on_every_screen(int width) throws IOException {
        ForEveryone.check(SERVICE.url(path + "?as=pharmacist&call=withdraw&organisation=FA565"), "prescription", width);
    }

    private static String page(String address) {
        return SERVICE.url(address).toString();
    }
}
