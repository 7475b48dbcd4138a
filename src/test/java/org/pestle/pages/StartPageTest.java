package org.pestle.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.ServiceClient;
import org.pestle.testing.Browser;
import org.pestle.testing.Service;
import org.pestle.testing.SignedOrders;

/** The pages in a real browser: for everyone, on small screens, without scripts, and without asking anyone else. */
class StartPageTest {
    private static final Service SERVICE = Service.running();

    private static String prescriptionId = "";

    @BeforeAll
    static void one_prescription_has_come() {
        ServiceClient client = new ServiceClient(SERVICE.url(""));
        var order = new SignedOrders(client).make(SampleOrder.Kind.ACUTE, "FA565");
        client.send(order.call()).orRefused();
        String id = order.id();
        prescriptionId = id.substring(0, 6) + "-" + id.substring(6, 12) + "-" + id.substring(12);
    }

    @Test
    void shows_the_newest_prescription_with_its_status_in_words() {
        try (Browser browser = Browser.open(true)) {
            browser.driver().get(page("/"));

            WebElement row =
                    browser.driver().findElement(By.xpath("//tr[th[normalize-space()='" + prescriptionId + "']]"));
            assertThat(row.getText()).contains("Available to download", "A83008", "FA565");
        }
    }

    @Test
    void tells_nobody_the_name_or_number_of_a_patient() {
        String page = SERVICE.get("/", null).body();

        assertThat(page)
                .contains(prescriptionId)
                .doesNotContainIgnoringCase("TWITCHETT")
                .doesNotContain("9449304130");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/help/errors", "/developer"})
    void has_no_accessibility_fault_that_axe_can_find(String path) {
        try (Browser browser = Browser.open(true)) {
            browser.driver().get(page(path));

            List<Rule> violations = new AxeBuilder()
                    .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                    .analyze(browser.driver())
                    .getViolations();

            assertThat(violations).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/help/errors", "/developer"})
    void makes_no_fault_on_the_console_and_asks_no_other_host(String path) {
        try (Browser browser = Browser.open(true)) {
            browser.driver().get(page(path));

            assertThat(browser.console()).isEmpty();
            assertThat(browser.requested())
                    .isNotEmpty()
                    .filteredOn(url -> !url.startsWith("data:") && !url.startsWith("chrome"))
                    .allSatisfy(url -> assertThat(URI.create(url).getHost()).isEqualTo("127.0.0.1"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/help/errors", "/developer"})
    void does_not_scroll_sideways_on_a_small_screen(String path) {
        try (Browser browser = Browser.open(true)) {
            browser.width(320);
            browser.driver().get(page(path));

            assertThat(browser.scrollWidth()).isLessThanOrEqualTo(320L);
        }
    }

    @Test
    void works_without_scripts() {
        try (Browser browser = Browser.open(false)) {
            browser.driver().get(page("/"));

            assertThat(browser.driver().findElement(By.tagName("body")).getText())
                    .contains(
                            prescriptionId,
                            "Newest prescriptions",
                            "Personas",
                            "pharmacist-flm49",
                            "/fhir-prescribing");
            assertThat(browser.driver()
                            .findElement(By.cssSelector("form button"))
                            .isDisplayed())
                    .isTrue();
        }
    }

    @Test
    void is_usable_by_keyboard_from_the_skip_link_on() {
        try (Browser browser = Browser.open(true)) {
            browser.driver().get(page("/"));
            new Actions(browser.driver()).sendKeys(Keys.TAB).perform();

            WebElement first = browser.driver().switchTo().activeElement();
            assertThat(first.getText()).isEqualTo("Skip to main content");
            assertThat(first.getDomAttribute("href")).isEqualTo("#main");
        }
    }

    private static String page(String path) {
        return SERVICE.url(path).toString();
    }
}
