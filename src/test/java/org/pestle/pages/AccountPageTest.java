package org.pestle.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
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
import org.pestle.testing.Claimant;
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
    private static String claim = "";

    @BeforeAll
    static void a_claim_of_this_month_was_priced_in_the_night() {
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE);
        order.release(SamplePharmacy.FA565);
        ObjectNode notification = order.notification();
        order.send(notification);
        ObjectNode claimed = order.claim(notification);
        assertThat(order.send(claimed).statusCode()).isEqualTo(200);
        claim = Claimant.id(claimed);
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

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            /reimbursement/reports/QHM/{month}/practices.zip | commissioner | QHM commissioner READ_REPORT QHM {month} done
            /reimbursement/reports/QHM/{month}/summary       | commissioner | QHM commissioner READ_REPORT QHM {month} done
            /reimbursement/schedules/FA565/{month}.pdf       | contractor   | FA565 contractor READ_SCHEDULE FA565 {month} done
            /reimbursement/claims/{claim}                    | contractor   | FA565 contractor READ_CLAIM {claim} done
            /reports/QHM/{month}                             | commissioner | QHM commissioner READ_REPORT QHM {month} done
            /schedules/FA565/{month}                         | contractor   | FA565 contractor READ_SCHEDULE FA565 {month} done
            /reports/QWO/{month}                             | commissioner | QHM commissioner READ_REPORT /reports/QWO/{month} NOT_PERMITTED
            /sandbox/reports/QHM/{month}                     |              | QHM commissioner READ_REPORT QHM {month} done
            /sandbox/schedules/FA565/{month}                 |              | FA565 contractor READ_SCHEDULE FA565 {month} done
            """)
    void who_reads_an_account_or_tries_to_is_on_record(String address, @Nullable String persona, String act) {
        assertThat(actsOf(filled(address), persona)).containsExactly(filled(act));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /reimbursement/reports/QHM/2019-01 | commissioner
            /reimbursement/claims/{claim}        | pharmacist-flm49
            /reports/QHM/2019-01               | commissioner
            /sandbox/schedules/FA565/2019-01   |
            """)
    void nothing_is_on_record_where_nothing_was_shown(String address, @Nullable String persona) {
        assertThat(actsOf(filled(address), persona)).isEmpty();
    }

    private static String filled(String text) {
        return text.replace("{month}", month.toString()).replace("{claim}", claim);
    }

    /** What the audit trail has of one call. */
    private static List<String> actsOf(String address, @Nullable String persona) {
        UUID call = UUID.randomUUID();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(SERVICE.url(address)).header("X-Request-ID", call.toString());
        if (persona != null) {
            request.header("Authorization", "Bearer " + SERVICE.token(persona));
        }
        SERVICE.send(request.build());
        return SERVICE.context()
                .getBean(JdbcClient.class)
                .sql("""
                        SELECT concat_ws(' ', organisation, role, operation, subject, outcome)
                          FROM audit_event
                         WHERE request_id = :call
                        """)
                .param("call", call)
                .query(String.class)
                .list();
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
