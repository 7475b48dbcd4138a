package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pestle.pricing.Ledger;
import org.pestle.pricing.PricedClaims;
import org.pestle.reporting.CommissionerReport;
import org.pestle.reporting.PapersOfTests;
import org.pestle.reporting.PaymentSchedule;
import org.pestle.reporting.ReportOverview;
import org.pestle.reporting.Reports;
import org.pestle.reporting.Schedules;
import org.pestle.tariff.LoadDatedValues;
import org.pestle.testing.Database;
import org.pestle.values.OdsCode;
import org.pestle.values.Pence;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every penny is posted, once, on two sides; what papers show is what was posted; what changes later is reversed. */
class LedgerTest {
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final Map<String, String> OF_JULY = Map.of("month", "2026-07");
    private static final OdsCode PHARMACY = new OdsCode("FA565");

    private static final String[] STILL_OPEN = {
        "--pestle.claim.windows[0].month=2026-07", "--pestle.claim.windows[0].closes-on=2099-01-05"
    };

    private static final String IN_FORCE = """
            NOT EXISTS (SELECT FROM priced_item AS later
                         WHERE later.claim_id = priced_item.claim_id
                           AND later.line_item_id = priced_item.line_item_id
                           AND later.run_id > priced_item.run_id)
            """;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String OF_ITEMS = """
            SELECT sum(item.actual_cost_p + item.fees_total_p + item.broken_bulk_residual_p
                       + item.basic_price_adjustment_p - item.broken_bulk_discount_p - item.charge_deduction_p)
              FROM priced_claim AS claim
              JOIN priced_item AS item USING (claim_id, run_id)
             WHERE claim.contractor = :contractor
            """;

    private static final String UNBALANCED = """
            SELECT journal_id
              FROM ledger_entry
             GROUP BY journal_id
            HAVING sum(amount_p) <> 0
            """;

    @TempDir
    private Path folder;

    /** After the second night with referrals, an answer, disallowed items, broken bulk and everything priced anew. */
    @Test
    void items_ledger_and_papers_in_every_format_have_one_sum() throws Exception {
        Database database = Database.fresh();
        MadeClaims claims = MadeClaims.many(250, -3);
        claims.add("0001", MadeClaims.amlodipine("28").paidOnce());
        claims.add("0004", MadeClaims.Item.supplied(MadeClaims.EXEMPLOR, "Exemplor", "28", MadeClaims.TABLET));
        UUID back =
                claims.add("0004", MadeClaims.amlodipine("28").claimedAs(MadeClaims.AMLODIPINE, "28", MadeClaims.ML));
        claims.keepIn(database);
        try (ConfigurableApplicationContext service = NightProcess.here(database, STILL_OPEN)) {
            night(service, "2026-07-24T01:00:00Z");
            Map<OdsCode, Pence> first = assertOneSum(service, database, "2026-07-24T01:00:00Z", Map.of());

            conceded(service, "Amlodipine 5mg tablets", 14_000);
            assertThat(loadRates(service, "single_activity_fee,152,", 160)).containsEntry("added", "1");
            MadeClaims.answer(database, back, "2026-07-24T10:00:00Z", "[{\"code\": \"NDEC\"}]");
            MadeClaims.many(20, -11).keepIn(database);
            assertThat(night(service, "2026-07-25T01:00:00Z").totals())
                    .containsEntry("claims_in", 21)
                    .hasEntrySatisfying(
                            "items_repriced", items -> assertThat((int) items).isGreaterThan(490));
            assertOneSum(service, database, "2026-07-25T01:00:00Z", first);
            assertThat(rows(database, "counted = 1 AND single_activity_p = 152 AND " + IN_FORCE))
                    .as("the fee of the month is one for all of its items")
                    .isZero();
        }
        assertThat(rows(database, "outcome = 'disallowed'")).isOne();
        assertThat(rows(database, "outcome = 'referred-back' AND counted = -1")).isOne();
        assertThat(rows(database, "broken_bulk_residual_p > 0 AND counted = 1 AND discount_group = 'zero'"))
                .isPositive();
        assertThat(database.jdbc().sql(UNBALANCED).query(Long.class).list()).isEmpty();
    }

    /** Of what each account has, the night added what it had not before. */
    private static Map<OdsCode, Pence> assertOneSum(
            ConfigurableApplicationContext service, Database database, String cutOff, Map<OdsCode, Pence> before)
            throws Exception {
        assertThat(service.getBean(Night.class).run("write-reports", OF_JULY).totals())
                .containsEntry("schedules", 2L)
                .containsEntry("reports", 2L);
        Map<OdsCode, Pence> now = new HashMap<>();
        for (OdsCode contractor : List.of(PHARMACY, new OdsCode("FLM49"))) {
            PaymentSchedule schedule =
                    service.getBean(Schedules.class).find(contractor, JULY).orElseThrow();
            Pence posted = service.getBean(Ledger.class)
                    .account(contractor, JULY)
                    .orElseThrow()
                    .payable();
            BigDecimal items = ofItems(database, contractor);
            String pounds = posted.pounds().toPlainString();
            assertThat(schedule.document().path("account_total_p").asLong()).isEqualTo(posted.value());
            // at most half a penny for each of four groups and consumables (reimbursement.md 8)
            assertThat(items.subtract(BigDecimal.valueOf(posted.value())).abs())
                    .isLessThanOrEqualTo(new BigDecimal("2.5"));
            assertThat(PapersOfTests.csv(service, schedule))
                    .contains("," + contractor.value() + ",Summary,payable_p,Net payment,," + pounds);
            assertThat(text(PapersOfTests.pdf(service, schedule)).replace(",", ""))
                    .contains("Net payment " + pounds);
            JsonNode read = JSON.readTree(PapersOfTests.json(service, schedule));
            assertThat(read.path("payable_p").asLong()).isEqualTo(posted.value());
            assertThat(read.at("/last_night/amount").decimalValue())
                    .isEqualByComparingTo(posted.minus(before.getOrDefault(contractor, Pence.ZERO))
                            .pounds());
            assertThat(read.at("/last_night/cutOff").asString()).isEqualTo(cutOff);
            now.put(contractor, posted);
        }
        for (OdsCode icb : List.of(new OdsCode("QOP"), new OdsCode("QWO"))) {
            ReportOverview overview =
                    service.getBean(Reports.class).overview(icb, JULY, 0).orElseThrow();
            CommissionerReport report = overview.report();
            Ledger.Commissioned posted = service.getBean(Ledger.class).commissioned(icb, JULY);
            assertThat(overview.sums().totals().actualCostP()).isEqualByComparingTo(posted.actualCostP());
            assertThat(overview.sums().totals().chargesValueP()).isEqualByComparingTo(posted.chargesP());
            BigDecimal pounds = posted.actualCostP().movePointLeft(2).stripTrailingZeros();
            assertThat(text(PapersOfTests.pdf(service, report)).replace(",", ""))
                    .contains("Actual cost " + pounds.setScale(Math.max(2, pounds.scale())));
            JsonNode read = JSON.readTree(PapersOfTests.json(service, report));
            assertThat(read.at("/totals/ACTUAL_COST").decimalValue()).isEqualByComparingTo(pounds);
            assertThat(sum(read.path("rows"))).isEqualByComparingTo(pounds);
            assertThat(read.at("/rows/0/SNOMED_CODE").isString()).isTrue();
            if (before.isEmpty()) {
                assertThat(read.at("/about/lastNight/amount").decimalValue()).isEqualByComparingTo(pounds);
            }
            JsonNode published = JSON.readTree(PapersOfTests.published(service, report));
            assertThat(sum(published.path("rows")))
                    .isEqualByComparingTo(published.at("/totals/ACTUAL_COST").decimalValue());
            assertThat(sum(PapersOfTests.csv(service, report))).isEqualByComparingTo(pounds);
            assertThat(sum(PapersOfTests.practices(service, icb, JULY))).isEqualByComparingTo(pounds);
        }
        return now;
    }

    /**
     * The shipped rates, of which one that holds has another value from July 2026 on, loaded as their operator does.
     */
    private Map<String, Object> loadRates(ConfigurableApplicationContext service, String value, int other)
            throws IOException {
        String shipped = new String(LoadDatedValues.shippedRates(), StandardCharsets.UTF_8);
        String line = shipped.lines()
                .filter(rate -> rate.startsWith(value) && rate.contains(",,"))
                .findFirst()
                .orElseThrow();
        String name = value.substring(0, value.indexOf(','));
        Path file = folder.resolve("rates.csv");
        Files.writeString(
                file,
                shipped.replace(line, line.replace(",,", ",2026-06,")) + name + "," + other + ","
                        + line.split(",", -1)[2] + ",2026-07,,made up\n");
        return service.getBean(Night.class)
                .run("load-tariff", Map.of("part", "RATES", "file", file.toString()))
                .totals();
    }

    @Test
    void a_late_concession_reprices_exactly_its_items_by_reversals_until_the_month_is_closed() throws Exception {
        Database database = Database.fresh();
        MadeClaims claims = new MadeClaims(-4);
        UUID first = claims.add("0004", MadeClaims.amlodipine("28"));
        claims.add(
                "0004", MadeClaims.amlodipine("28"), MadeClaims.amlodipine("56").notDispensed());
        UUID other = claims.add(
                "0004",
                MadeClaims.Item.supplied(MadeClaims.ALLOPURINOL, "Allopurinol 100mg tablets", "14", MadeClaims.TABLET));
        claims.keepIn(database);
        try (ConfigurableApplicationContext service = NightProcess.here(database)) {
            JobResult rehearsed =
                    service.getBean(Night.class).run("rehearse-prices", Map.of("cut-off", "2026-07-25T01:00:00Z"));
            JobResult posted = night(service, "2026-07-25T01:00:00Z");
            assertThat(rehearsed.totals())
                    .containsEntry("claims", 3)
                    .containsEntry("items", 4)
                    .containsEntry("total_p", posted.totals().get("total_p"))
                    .doesNotContainKey("difference_p");

            // 66p for 28 is 33p for 14, as 65p was
            costs(database, MadeClaims.ALLOPURINOL, 66);
            conceded(service, "Amlodipine 5mg tablets", 900);
            // 900 without discount, where 64 less 20% was 51.2: each of two items 848.80 more
            assertThat(night(service, "2026-07-26T01:00:00Z").totals())
                    .containsEntry("claims_in", 0)
                    .containsEntry("items_repriced", 2)
                    .containsEntry("total_p", "1697.6");
            assertThat(night(service, "2026-07-27T01:00:00Z").totals()).containsEntry("items_repriced", 0);
            PricedClaims prices = service.getBean(PricedClaims.class);
            assertThat(prices.find(first).orElseThrow().totalP()).isEqualTo("1053.24");
            assertThat(prices.find(first)
                            .orElseThrow()
                            .items()
                            .getFirst()
                            .path("basic_price_nic_p")
                            .asInt())
                    .isEqualTo(900);
            assertThat(prices.find(other).orElseThrow().totalP()).isEqualTo("189.64");
            // 1053.24 + 1053.24 + 189.64 with a discount of 6.6 and consumables of 3.72 rounded apart
            assertThat(service.getBean(Ledger.class).account(PHARMACY, JULY).orElseThrow())
                    .satisfies(account -> {
                        assertThat(account.payable()).isEqualTo(new Pence(2296));
                        assertThat(account.sums().items()).isEqualTo(3);
                        assertThat(account.forms()).isEqualTo(3);
                    });
            assertThat(rows(database, "counted = -1")).isEqualTo(2);
            assertThat(rows(database, "true")).isEqualTo(4 + 2 * 2);

            conceded(service, "Allopurinol 100mg tablets", 900);
            // 450 without discount, where 33 less 20% was 26.4
            assertThat(night(service, "2026-07-28T01:00:00Z").totals())
                    .as("what paid the same after an earlier change")
                    .containsEntry("items_repriced", 1)
                    .containsEntry("total_p", "423.6");

            conceded(service, "Amlodipine 5mg tablets", 950);
            assertThat(night(service, "2026-08-05T23:00:00Z").totals())
                    .as("the run at the end of 5 August still reprices July")
                    .containsEntry("items_repriced", 2)
                    .containsEntry("total_p", "100");

            conceded(service, "Amlodipine 5mg tablets", 1000);
            assertThat(night(service, "2026-08-07T01:00:00Z").totals())
                    .as("July is closed on 6 August")
                    .containsEntry("items_repriced", 0);

            JdbcClient.create(database.owner())
                    .sql("UPDATE tariff_rate SET value = 18 WHERE name = 'discount_generic_AM'")
                    .update();
            assertThat(loadRates(service, "single_activity_fee,152,", 160))
                    .as("prices of July stand")
                    .hasEntrySatisfying(
                            "reason", reason -> assertThat(reason.toString()).contains("2026-07, which is closed"));
            assertThat(service.getBean(Night.class)
                            .run("write-reports", OF_JULY)
                            .hasCompleted())
                    .as("papers are what was posted, whatever the rates say since")
                    .isTrue();
        }
    }

    @Test
    void a_rehearsal_posts_nothing_and_shows_what_has_changed_since_the_last_one() {
        Database database = Database.fresh();
        MadeClaims claims = new MadeClaims(-5);
        claims.add("0004", MadeClaims.amlodipine("28"), MadeClaims.amlodipine("28"));
        claims.add(
                "0004",
                MadeClaims.Item.supplied(MadeClaims.ALLOPURINOL, "Allopurinol 100mg tablets", "14", MadeClaims.TABLET));
        claims.keepIn(database);
        Map<String, String> cutOff = Map.of("cut-off", "2026-07-25T01:00:00Z");
        try (ConfigurableApplicationContext service = NightProcess.here(database)) {
            assertThat(service.getBean(Night.class)
                            .run("rehearse-prices", cutOff)
                            .totals())
                    .containsEntry("total_p", "598.52"); // 204.44 x 2 + 189.64
        }
        costs(database, MadeClaims.AMLODIPINE, 900);
        try (ConfigurableApplicationContext service = NightProcess.here(database)) {
            JobResult second = service.getBean(Night.class).run("rehearse-prices", cutOff);
            assertThat(second.hasCompleted()).isTrue();
            assertThat(second.totals())
                    .containsEntry("last_total_p", "598.52")
                    .containsEntry("difference_p", "1337.6")
                    .containsEntry("products_that_differ", 1);
            assertThat(String.valueOf(second.totals().get("largest_differences")))
                    .contains(MadeClaims.AMLODIPINE, "items_paid=2 -> 2", "total_p=408.88 -> 1746.48");
        }
        assertThat(rows(database, "true")).isZero();
        assertThat(database.jdbc()
                        .sql("SELECT DISTINCT claim.status, waiting.claim_id IS NOT NULL AS waits FROM claim"
                                + " LEFT JOIN claim_waiting AS waiting USING (claim_id)")
                        .query()
                        .listOfRows())
                .containsExactly(Map.of("status", "RECEIVED", "waits", true));
    }

    /** The actual cost of all rows, in pounds. */
    private static BigDecimal sum(JsonNode rows) {
        return rows.valueStream()
                .map(row -> row.path("ACTUAL_COST").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The same of a CSV file, none of whose cells has a comma in it. */
    private static BigDecimal sum(String csv) {
        List<String> lines = csv.lines().toList();
        int column = List.of(lines.getFirst().split(",", -1)).indexOf("ACTUAL_COST");
        return lines.stream()
                .skip(1)
                .map(line -> new BigDecimal(line.split(",", -1)[column]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static JobResult night(ConfigurableApplicationContext service, String cutOff) {
        JobResult ended = service.getBean(Night.class).run("price-claims", Map.of("cut-off", cutOff));
        assertThat(ended.hasCompleted()).isTrue();
        return ended;
    }

    private void conceded(ConfigurableApplicationContext service, String drug, long pence) throws IOException {
        Conceded.price(service, folder, drug, pence);
    }

    private static void costs(Database database, String vmp, long pence) {
        JdbcClient.create(database.owner())
                .sql("UPDATE tariff_pack SET price_p = :pence WHERE vmp = :vmp")
                .param("pence", pence)
                .param("vmp", vmp)
                .update();
    }

    private static BigDecimal ofItems(Database database, OdsCode contractor) {
        return database.jdbc()
                .sql(OF_ITEMS)
                .param("contractor", contractor.value())
                .query(BigDecimal.class)
                .single();
    }

    private static int rows(Database database, String which) {
        return database.jdbc()
                .sql("SELECT count(*) FROM priced_item WHERE " + which)
                .query(Integer.class)
                .single();
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document).replaceAll(" +", " ");
        }
    }
}
