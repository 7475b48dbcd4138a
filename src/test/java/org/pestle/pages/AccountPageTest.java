package org.pestle.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
import org.pestle.values.NhsDates;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** What contractor and commissioner see the morning after. Pictures are kept under target/pages to be looked at. */
class AccountPageTest {
    private static final Service SERVICE = Service.running();
    private static final String COMMISSIONER = "QHM";

    private static YearMonth month = YearMonth.of(2026, 1);

    @BeforeAll
    static void a_claim_of_this_month_was_priced_in_the_night() {
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE);
        order.release(SamplePharmacy.FA565);
        ObjectNode notification = order.notification();
        order.send(notification);
        assertThat(order.send(order.claim(notification)).statusCode()).isEqualTo(200);
        month = YearMonth.from(NhsDates.on(SERVICE.now()));
        assertThat(SERVICE.runJob("price-claims")).contains("COMPLETED");
        assertThat(SERVICE.runJob("write-reports")).contains("COMPLETED");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            reports/QHM     | Actual cost in   | By BNF chapter
            schedules/FA565 | Account total in | Net payment
            """)
    void shows_the_month_the_chart_and_what_the_last_night_added(String account, String sentence, String table) {
        String page = SERVICE.get("/sandbox/" + account + "/" + month, null).body();

        assertThat(page)
                .contains("Provisional", sentence, table, "<svg id=\"spend\"", "<desc id=\"spend-desc\">")
                .contains("Written on " + NhsDates.inWords(NhsDates.on(SERVICE.now())))
                .contains("priced from the Drug Tariff of ", "The last pricing run in it took claims received up to")
                .contains("/sandbox/reimbursement/" + account + "/" + month + ".pdf")
                .doesNotContain("9449304130");
    }

    @Test
    void the_interface_names_the_same_night() {
        String report = SERVICE.get("/reimbursement/reports/QHM/" + month + "/summary", "commissioner")
                .body();
        String schedule = SERVICE.get("/reimbursement/schedules/FA565/" + month, "contractor")
                .body();

        assertThat(report).contains("\"writtenAt\":\"", "\"tariffEditions\":[\"", "\"lastNight\":{\"cutOff\":\"");
        assertThat(schedule).contains("\"written_at\":\"", "\"tariff_editions\":[\"", "\"last_night\":{\"cutOff\":\"");
    }

    @Test
    void each_file_of_the_page_can_be_had_and_a_month_that_can_change_is_not_published() {
        String report = "/sandbox/reimbursement/reports/QHM/" + month;

        assertThat(SERVICE.get(report + "/contractors.csv", null).body())
                .startsWith("YEAR_MONTH,ICB_CODE,CONTRACTOR_CODE,ITEMS,")
                .contains(month + ",QHM,FA565,");
        assertThat(SERVICE.get(report + "/practices.zip", null).headers().map())
                .containsEntry("Content-Type", List.of("application/zip"))
                .containsEntry(
                        "Content-Disposition", List.of("attachment; filename=\"QHM-" + month + "-practices.zip\""));
        assertThat(SERVICE.get(report + ".pdf", null).body()).startsWith("%PDF");
        assertThat(SERVICE.get(report + "/published.csv", null))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(409))
                .satisfies(answer -> assertThat(answer.body()).contains("MONTH_NOT_CLOSED"));
        assertThat(SERVICE.get("/sandbox/reimbursement/schedules/FA565/" + month + ".csv", null)
                        .body())
                .contains("Net payment");
    }

    @Test
    void who_reads_an_account_by_the_interface_is_on_record() {
        SERVICE.get("/reimbursement/reports/QHM/" + month + "/practices.zip", "commissioner");
        SERVICE.get("/reimbursement/schedules/FA565/" + month + ".pdf", "contractor");
        SERVICE.get("/reimbursement/reports/QHM/2019-01", "commissioner");

        assertThat(acts("QHM " + month)).isEqualTo("READ_REPORT");
        assertThat(acts("FA565 " + month)).isEqualTo("READ_SCHEDULE");
        assertThat(acts("QHM 2019-01")).as("there was nothing to read").isNull();
    }

    private static @Nullable String acts(String subject) {
        return SERVICE.context()
                .getBean(JdbcClient.class)
                .sql("SELECT string_agg(DISTINCT operation, ' ') FROM audit_event WHERE subject = :subject")
                .param("subject", subject)
                .query((row, number) -> row.getString(1))
                .list()
                .getFirst();
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource({
        "/reports/QHM,     ,             401",
        "/reports/QHM,     contractor,   403",
        "/reports/QWO,     commissioner, 403",
        "/reports/QHM,     commissioner, 200",
        "/schedules/FA565, commissioner, 403",
        "/schedules/FLM49, contractor,   403",
        "/schedules/FA565, contractor,   200",
        "/sandbox/reports/QZZ, ,         404",
        "/sandbox/schedules/nonsense!, , 404",
    })
    void is_shown_to_whom_it_belongs(String path, String persona, int status) {
        assertThat(SERVICE.get(path + "/" + month, persona).statusCode()).isEqualTo(status);
    }

    @Test
    void is_opened_from_the_start_page_without_scripts() {
        try (Browser browser = Browser.open(false)) {
            browser.driver().get(page("/"));
            new Select(browser.driver().findElement(By.id("icb"))).selectByValue(COMMISSIONER);
            new Select(browser.driver().findElement(By.id("report-month"))).selectByValue(month.toString());
            browser.driver()
                    .findElement(By.cssSelector("form[action='/sandbox/reports'] button"))
                    .click();

            assertThat(browser.driver().findElement(By.tagName("h1")).getText()).contains(COMMISSIONER, "report");
            assertThat(browser.driver().findElement(By.id("spend")).isDisplayed())
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0} at {1} px")
    @CsvSource({"reports/QHM, 320", "schedules/FA565, 1280"})
    void is_for_everyone_on_every_screen(String account, int width) throws IOException {
        ForEveryone.check(SERVICE.url("/sandbox/" + account + "/" + month), account.replace('/', '-'), width);
    }

    private static String page(String address) {
        return SERVICE.url(address).toString();
    }
}
