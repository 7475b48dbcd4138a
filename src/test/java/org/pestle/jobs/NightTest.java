package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.pestle.jobs.MadeClaims.DEVICE;
import static org.pestle.jobs.MadeClaims.DOSE;
import static org.pestle.jobs.MadeClaims.ML;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.claim.UnitsOfProducts;
import org.pestle.pricing.ItemPricer;
import org.pestle.pricing.ItemToPrice;
import org.pestle.pricing.Ledger;
import org.pestle.pricing.PricedClaims;
import org.pestle.pricing.PricedItem;
import org.pestle.pricing.PricingJson;
import org.pestle.problems.Outcome;
import org.pestle.reporting.CommissionerReport;
import org.pestle.reporting.LastNight;
import org.pestle.reporting.Measures;
import org.pestle.reporting.PapersOfTests;
import org.pestle.reporting.PaymentSchedule;
import org.pestle.reporting.ReportOverview;
import org.pestle.reporting.Reports;
import org.pestle.reporting.Schedules;
import org.pestle.tariff.Tariff;
import org.pestle.testing.Database;
import org.pestle.testing.PlantedTrigger;
import org.pestle.values.DmdCode;
import org.pestle.values.OdsCode;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A night over made claims, with every penny worked by hand from the July 2026 edition of the reference tariff:
 *
 * <pre>
 * amlodipine 28, exempt      28 x 64 / 28 = 64; less 20% 12.8; consumables 1.24; fee 152            = 204.44
 * amlodipine 28, paid        the same less a charge of 990                                         = -785.56
 * allopurinol 14, exempt     14 x 65 / 28 = 32.5, so 33; less 6.6; 1.24; container 10; fee 152     =  189.64
 * paracetamol, not dispensed nothing                                                               =    0.00
 * lisdexamfetamine 56        56 x 8316 / 28 = 16632, no discount; 1.24; fees 152 + 128 + 333       = 17246.24
 * amlodipine 28 beside an item that nobody lists                                                   =  204.44
 * amlodipine counted in ml   referred back                                                         =    0.00
 * together                                                                                         = 17059.20
 * </pre>
 */
class NightTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CUT_OFF = "2026-07-25T01:00:00Z";
    private static final Map<String, String> AT_CUT_OFF = Map.of("cut-off", CUT_OFF);
    private static final Map<String, String> JULY = Map.of("month", "2026-07");
    private static final YearMonth MONTH = YearMonth.of(2026, 7);
    private static final OdsCode PHARMACY = new OdsCode("FA565");
    private static final String ELSEWHERE = "FLM49";
    private static final OdsCode ICB = new OdsCode("QOP");

    private static Database database;
    private static ConfigurableApplicationContext service;

    private MadeClaims claims;
    private UUID exempt;
    private UUID referred;
    private UUID wrongUnit;

    @BeforeAll
    static void start() {
        database = Database.fresh();
        service = NightProcess.here(database);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void given_a_day_of_claims() {
        JdbcClient.create(database.owner()).sql("""
                        TRUNCATE claim, claim_waiting, claim_sequence, claim_item,
                                 pricing_run, pricing_partition, pricing_run_claim, pricing_basis,
                                 pricing_basis_replaced, returned_item, priced_claim, priced_item,
                                 broken_bulk, ledger_journal, ledger_entry,
                                 payment_schedule, commissioner_report, commissioner_report_row, night_result,
                                 batch_job_instance, batch_job_execution, batch_job_execution_params,
                                 batch_job_execution_context, batch_step_execution, batch_step_execution_context
                        """).update();
        claims = new MadeClaims();
        exempt = claims.add("0004", MadeClaims.amlodipine("28"));
        claims.add("0001", MadeClaims.amlodipine("28").paidOnce());
        claims.add(
                "0004",
                MadeClaims.Item.supplied(MadeClaims.ALLOPURINOL, "Allopurinol 100mg tablets", "14", MadeClaims.TABLET),
                MadeClaims.Item.supplied(MadeClaims.PARACETAMOL, "Paracetamol 500mg tablets", "32", MadeClaims.TABLET)
                        .notDispensed());
        claims.add(
                "0004",
                MadeClaims.Item.supplied(
                        MadeClaims.LISDEXAMFETAMINE, "Lisdexamfetamine 70mg capsules", "56", MadeClaims.CAPSULE));
        referred = claims.add(
                "0004",
                MadeClaims.amlodipine("28"),
                MadeClaims.Item.supplied(MadeClaims.NOT_LISTED, "Nowhere listed", "30", MadeClaims.TABLET));
        wrongUnit = claims.add(
                "0004", MadeClaims.Item.supplied(MadeClaims.AMLODIPINE, "Amlodipine 5mg tablets", "28", MadeClaims.ML));
        claims.keepIn(database);
    }

    @Test
    void prices_a_day_to_the_penny_and_refers_what_it_cannot_price() {
        JobResult result = night().run("price-claims", AT_CUT_OFF);

        assertThat(result).isEqualTo(new JobResult("price-claims", "COMPLETED", 6, 4, 2, Map.copyOf(result.totals())));
        assertThat(result.totals())
                .containsEntry("claims_in", 6)
                .containsEntry("items_in", 8)
                .containsEntry("claims_priced", 4)
                .containsEntry("claims_referred", 2)
                .containsEntry("items_paid", 5)
                .containsEntry("items_not_supplied", 1)
                .containsEntry("items_referred", 2)
                .containsEntry("total_p", "17059.2");
        assertThat(statusOf(exempt)).isEqualTo("PRICED");
        assertThat(statusOf(referred)).isEqualTo("REFERRED");
        assertThat(statusOf(wrongUnit)).isEqualTo("REFERRED");
    }

    @Test
    void explains_each_item_and_says_why_one_is_referred() {
        night().run("price-claims", AT_CUT_OFF);

        PricedClaims.Price price =
                service.getBean(PricedClaims.class).find(exempt).orElseThrow();
        assertThat(price.totalP()).isEqualTo("204.44");
        assertThat(price.items()).singleElement().satisfies(item -> {
            assertThat(item.path("actual_cost_p").asString()).isEqualTo("52.44");
            assertThat(item.path("basic_price_nic_p").asInt()).isEqualTo(64);
            assertThat(item.path("fees_p").path("single_activity").asInt()).isEqualTo(152);
            assertThat(item.path("input").path("tariff").path("edition").asString())
                    .isEqualTo("2026-07");
            assertThat(item.path("explanation")).isNotEmpty();
        });
        PricedClaims.Price back =
                service.getBean(PricedClaims.class).find(referred).orElseThrow();
        assertThat(back.outcome()).isEqualTo("REFERRED");
        assertThat(back.items().get(0).path("outcome").asString()).isEqualTo("paid");
        assertThat(back.items().get(1).path("reason").asString()).isEqualTo("UNKNOWN_PRODUCT");
        assertThat(service.getBean(PricedClaims.class)
                        .find(wrongUnit)
                        .orElseThrow()
                        .items()
                        .getFirst()
                        .path("reason")
                        .asString())
                .isEqualTo("UNIT_MISMATCH");
    }

    @Test
    void each_kind_of_bad_input_has_its_own_code_and_none_stops_the_night() {
        assertThat(night().run("load-dmd", Map.of()).hasCompleted()).isTrue();
        MadeClaims bad = new MadeClaims();
        MadeClaims.Item unpriced =
                MadeClaims.Item.supplied(MadeClaims.OF_TWO_BRANDS, "Exemplazole 20mg tablets", "30", MadeClaims.TABLET);
        UUID claim = bad.add(
                "0004",
                MadeClaims.Item.supplied(MadeClaims.NOT_LISTED, "Nowhere listed", "30", MadeClaims.TABLET),
                unpriced,
                unpriced.endorsed("IP"),
                MadeClaims.amlodipine("28").fromPack(MadeClaims.PACK_OF_30),
                MadeClaims.Item.supplied(MadeClaims.AMLODIPINE, "Amlodipine 5mg tablets", "28", MadeClaims.ML),
                MadeClaims.amlodipine("56").fromPack(MadeClaims.AMLODIPINE_28));
        bad.keepIn(database);

        JobResult result = night().run("price-claims", AT_CUT_OFF);

        assertThat(result.status()).isEqualTo("COMPLETED");
        assertThat(result.totals()).containsEntry("items_referred", 7).containsEntry("items_paid", 6);
        List<JsonNode> items = List.copyOf(
                service.getBean(PricedClaims.class).find(claim).orElseThrow().items());
        assertThat(items)
                .extracting(item -> item.path("reason").asString())
                .containsExactly(
                        "UNKNOWN_PRODUCT",
                        "NO_PRICE_HELD",
                        "INVOICE_PRICE_MISSING",
                        "PACK_NOT_LISTED",
                        "UNIT_MISMATCH",
                        "");
        assertThat(items)
                .extracting(item -> item.at("/input/endorsed_pack").asString())
                .containsExactly("", "", "", "30", "", "28");
        assertThat(items)
                .allSatisfy(item -> assertThat(item.path("explanation").toString())
                        .contains(item.path("reason").asString()));
    }

    @Test
    void pays_every_worked_case_of_a_month_what_a_quote_says() throws IOException {
        assertThat(night().run("load-dmd", Map.of()).hasCompleted()).isTrue();
        List<WorkedCases.Case> cases = WorkedCases.keptIn(database);

        assertThat(night().run("price-claims", AT_CUT_OFF).hasCompleted()).isTrue();

        PricedClaims prices = service.getBean(PricedClaims.class);
        assertThat(cases).hasSize(42).allSatisfy(one -> {
            ObjectNode paid = prices.find(one.claim()).orElseThrow().items().get(one.item());
            ObjectNode asSent = (ObjectNode) JSON.readTree(paid.toString());
            assertThat((Object) asSent.retain(one.expected().propertyNames()))
                    .as(one.id())
                    .isEqualTo(one.expected());
        });
    }

    @ParameterizedTest(name = "a difference in {0}")
    @ValueSource(
            strings = {"basic_price_p", "fees_total_p = fees_total_p + 1, single_activity_p", "charge_deduction_p"})
    void an_explanation_that_leads_to_another_sum_than_was_stored_is_not_shown(String column) {
        night().run("price-claims", AT_CUT_OFF);
        String change = "UPDATE priced_item SET %s = %s + 1 WHERE claim_id = '%s'"
                .formatted(column, column.substring(column.lastIndexOf(' ') + 1), exempt);
        JdbcClient.create(database.owner())
                .sql("ALTER TABLE priced_item DISABLE TRIGGER USER; " + change
                        + "; ALTER TABLE priced_item ENABLE TRIGGER USER")
                .update();

        PricedClaims prices = service.getBean(PricedClaims.class);

        assertThat(prices.find(exempt).orElseThrow().items().getFirst().path("explanation"))
                .singleElement()
                .satisfies(step -> assertThat(step.path("row").asString()).isEqualTo("NOT_EXPLAINED"));
        assertThat(prices.find(wrongUnit).orElseThrow().items().getFirst().toString())
                .doesNotContain("NOT_EXPLAINED");
    }

    @Test
    void says_how_many_numbers_of_an_authoritys_claims_are_missing() {
        assertThat(night().run("price-claims", AT_CUT_OFF).totals())
                .containsEntry("numbers_missing", 0L)
                .doesNotContainKey("numbers_missing_of");
        JdbcClient.create(database.owner()).sql("""
                        UPDATE claim
                           SET sequence = 2 * numbered.place
                          FROM (SELECT claim_id, row_number() OVER (ORDER BY claim_id) AS place FROM claim) AS numbered
                         WHERE claim.claim_id = numbered.claim_id;
                        INSERT INTO claim_sequence (authority, last) VALUES ('T1450', 12)
                        """).update();

        assertThat(night().run("price-claims", AT_CUT_OFF).totals())
                .containsEntry("numbers_missing", 6L)
                .containsEntry("numbers_missing_of", Map.of("T1450", 6L));
    }

    @Test
    void nothing_is_paid_above_the_order_in_whatever_unit_it_is_claimed() {
        assertThat(priced(
                        salbutamol("200", DOSE, "200", DOSE),
                        salbutamol("1", DEVICE, "1", DEVICE),
                        salbutamol("200", DOSE, "1", DEVICE),
                        salbutamol("200", DOSE, "200", DEVICE),
                        salbutamol("1", DEVICE, "200", DOSE),
                        salbutamol("2", DEVICE, "200", DOSE),
                        salbutamol("1", DEVICE, "1", ML),
                        salbutamol("200", DOSE, "200", ML)))
                .containsExactly(
                        "paid 150 for 200 dose",
                        "paid 150 for 200 device",
                        "paid 150 for 200 dose",
                        "paid 150 for 200 dose",
                        "paid 150 for 200 dose",
                        "paid 150 for 200 dose",
                        "referred-back UNIT_MISMATCH ml, the order in device",
                        "referred-back UNIT_MISMATCH ml, the order in dose");
    }

    @Test
    void a_claim_is_compared_with_its_supply_by_the_packs_of_the_tariff() {
        UnitsOfProducts units = service.getBean(UnitsOfProducts.class);
        DmdCode inhaler = new DmdCode(MadeClaims.SALBUTAMOL);

        assertThat(units.compared(inhaler, DOSE, DEVICE, MONTH).orElseThrow())
                .satisfies(compared -> assertThat(compared.perSupplied()).isEqualByComparingTo("200"));
        assertThat(units.compared(inhaler, DEVICE, DOSE, MONTH).orElseThrow())
                .satisfies(compared -> assertThat(compared.perClaimed()).isEqualByComparingTo("200"));
        assertThat(units.compared(inhaler, MadeClaims.TABLET, "3319411000001109", MONTH))
                .as("a code that was replaced")
                .contains(new UnitsOfProducts.Compared(BigDecimal.ONE, BigDecimal.ONE));
        assertThat(units.compared(inhaler, DOSE, ML, MONTH)).isEmpty();
        assertThat(units.compared(inhaler, DOSE, "90000000000000", MONTH)).isEmpty();
    }

    private static MadeClaims.Item salbutamol(String ordered, String orderedUnit, String claimed, String unit) {
        return MadeClaims.salbutamol(ordered, orderedUnit).claimedAs(MadeClaims.SALBUTAMOL, claimed, unit);
    }

    @Test
    void a_generic_product_of_several_brands_is_paid_as_the_one_that_is_named_and_in_an_answer_as_the_cheapest() {
        assertThat(night().run("load-dmd", Map.of()).hasCompleted()).isTrue();
        MadeClaims.Item ordered =
                MadeClaims.Item.supplied(MadeClaims.OF_TWO_BRANDS, "Exemplazole 20mg tablets", "30", MadeClaims.TABLET);
        assertThat(priced(
                        ordered.fromPack(MadeClaims.EXEMPLAZOLE),
                        ordered.fromPack(MadeClaims.EXEMPLAZOLE_30),
                        ordered.fromPack(MadeClaims.AMLODIPINE),
                        ordered))
                .containsExactly(
                        "paid 1840 for 30 tablet",
                        "paid 1840 for 30 tablet",
                        "referred-back NO_PRICE_HELD tablet",
                        "referred-back NO_PRICE_HELD tablet");

        MadeClaims back = new MadeClaims();
        UUID returned = back.add("0004", ordered);
        back.keepIn(database);
        night().run("price-claims", Map.of("cut-off", "2026-07-25T02:00:00Z"));
        UUID answer = MadeClaims.answer(database, returned, "2026-07-25T10:00:00Z", "[{\"code\": \"NDEC\"}]");
        night().run("price-claims", Map.of("cut-off", "2026-07-26T01:00:00Z"));

        assertThat(service.getBean(PricedClaims.class)
                        .find(answer)
                        .map(price -> told(price.items().getFirst())))
                .contains("paid 1840 for 30 tablet");
    }

    @Test
    void a_generic_product_supplied_as_a_brand_that_nobody_may_prescribe_is_not_paid() {
        assertThat(night().run("load-dmd", Map.of()).hasCompleted()).isTrue();
        MadeClaims.Item ordered =
                MadeClaims.Item.supplied(MadeClaims.OF_TWO_BRANDS, "Exemplazole 20mg tablets", "30", MadeClaims.TABLET);

        assertThat(priced(ordered.fromPack(MadeClaims.EXEMPLOR))).containsExactly("disallowed BLACKLISTED tablet");
    }

    /** What a night makes of claims for these items, each in a claim of its own; a quote says the same of each. */
    private static List<String> priced(MadeClaims.Item... items) {
        MadeClaims made = new MadeClaims();
        List<UUID> ids = Stream.of(items).map(item -> made.add("0004", item)).toList();
        made.keepIn(database);
        night().run("price-claims", AT_CUT_OFF);
        return ids.stream()
                .map(id -> service.getBean(PricedClaims.class).find(id).orElseThrow())
                .map(price -> price.items().getFirst())
                .peek(NightTest::assertQuoteIsTheSame)
                .map(NightTest::told)
                .toList();
    }

    private static String told(ObjectNode item) {
        String unit = item.at("/input/unit").asString();
        String outcome = item.path("outcome").asString();
        return item.path("reason").isString()
                ? "%s %s %s".formatted(outcome, item.path("reason").asString(), unit)
                : "%s %s for %s %s"
                        .formatted(
                                outcome,
                                item.path("basic_price_nic_p").asString(),
                                item.path("payable_quantity").asString(),
                                unit);
    }

    /** The item's input, sent as a quote, has the item's price. */
    private static void assertQuoteIsTheSame(ObjectNode item) {
        if (!(PricingJson.item(item.path("input")) instanceof Outcome.Done<ItemToPrice>(ItemToPrice input))) {
            throw new AssertionError("what a claim was priced from is no quote: " + item);
        }
        PricedItem quoted =
                new ItemPricer().price(input, service.getBean(Tariff.class).rates(MONTH));
        ObjectNode price = PricingJson.price(quoted);
        assertThat(price.properties())
                .allSatisfy(field -> assertThat(item.path(field.getKey()))
                        .as(field.getKey())
                        .hasToString(field.getValue().toString()));
    }

    @Test
    void a_second_run_of_the_same_cut_off_changes_nothing() {
        JobResult first = night().run("price-claims", AT_CUT_OFF);

        JobResult second = night().run("price-claims", AT_CUT_OFF);

        assertThat(second.hasCompleted()).isTrue();
        assertThat(second.read() + second.written() + second.refused()).isZero();
        assertThat(second.totals()).isEqualTo(first.totals());
    }

    @Test
    void a_claim_received_after_the_cut_off_waits_for_the_next_run() {
        MadeClaims late = new MadeClaims();
        UUID tomorrow = late.add("FA565", "B83010", "QOP", "0004", "2026-07-25T01:00:01Z", MadeClaims.amlodipine("28"));
        late.keepIn(database);

        night().run("price-claims", AT_CUT_OFF);
        assertThat(statusOf(tomorrow)).isEqualTo("RECEIVED");
        JobResult next = night().run("price-claims", Map.of("cut-off", "2026-07-26T01:00:00Z"));

        assertThat(next.totals()).containsEntry("claims_in", 1).containsEntry("total_p", "204.44");
    }

    @Test
    void the_schedule_adds_up_and_is_the_same_in_every_format() throws Exception {
        night().run("price-claims", AT_CUT_OFF);
        assertThat(night().run("write-reports", JULY).totals())
                .containsEntry("schedules", 1L)
                .containsEntry("reports", 1L);

        PaymentSchedule schedule =
                service.getBean(Schedules.class).find(PHARMACY, MONTH).orElseThrow();

        // generics 64 x 3 + 33 = 225 less 45; zero discount 16632; consumables 5 x 1.24 = 6.2, so 6; one container
        Map<String, Long> expected = Map.ofEntries(
                Map.entry("items", 5L),
                Map.entry("professional_fees_count", 5L),
                Map.entry("basic_price_by_group_p.generic", 225L),
                Map.entry("basic_price_by_group_p.zero", 16632L),
                Map.entry("discount_by_group_p.generic", 45L),
                Map.entry("net_basic_price_p", 16812L),
                Map.entry("consumables_p", 6L),
                Map.entry("containers_p", 10L),
                Map.entry("total_drugs_and_appliances_p", 16828L),
                Map.entry("fees_p.single_activity", 760L),
                Map.entry("fees_p.cd_sched2", 128L),
                Map.entry("fees_p.expensive", 333L),
                Map.entry("total_fees_p", 1221L),
                Map.entry("charges_current", 1L),
                Map.entry("charges_deducted_p", 990L),
                Map.entry("account_total_p", 17059L),
                Map.entry("payable_p", 17059L),
                Map.entry("forms", 6L),
                Map.entry("items_referred_back", 2L),
                Map.entry("items_not_supplied", 1L));
        expected.forEach(
                (field, value) -> assertThat(at(schedule, field)).as(field).isEqualTo(value));
        String csv = PapersOfTests.csv(service, schedule);
        assertThat(csv).contains("2026-07,FA565,Summary,payable_p,Net payment,,170.59\r\n");
        assertThat(csv).contains("discount_by_group_p.generic,\"Generics, less discount\",,-0.45\r\n");
        assertThat(text(PapersOfTests.pdf(service, schedule)))
                .contains("Net payment 170.59", "Drugs and appliances 168.28", "Page 1 of ")
                .contains(claims.prescriptionOf(referred).shortForm());
    }

    @Test
    void a_month_that_was_paid_late_gets_its_papers_without_being_asked_for() {
        night().run("price-claims", AT_CUT_OFF);

        JobResult late = night().run("write-reports", Map.of("day", "2026-10-18"));
        JobResult again = night().run("write-reports", Map.of("day", "2026-10-19"));

        assertThat(late.totals()).containsEntry("schedules", 1L).containsEntry("reports", 1L);
        assertThat(again.totals()).containsEntry("schedules", 0L);
        assertThat(service.getBean(Ledger.class).closedMonths()).containsExactly(MONTH);
    }

    @Test
    void an_answer_is_no_form_again_and_its_item_leaves_what_is_not_paid_of_its_former_month() {
        MadeClaims back = new MadeClaims();
        UUID put = elsewhere(
                back,
                MadeClaims.amlodipine("28"),
                MadeClaims.amlodipine("28").claimedAs(MadeClaims.AMLODIPINE, "28", MadeClaims.ML));
        UUID twice = elsewhere(
                back, MadeClaims.Item.supplied(MadeClaims.NOT_LISTED, "Nowhere listed", "30", MadeClaims.TABLET));
        UUID challenged = elsewhere(
                back, MadeClaims.Item.supplied(MadeClaims.EXEMPLOR, "Exemplor 20mg tablets", "28", MadeClaims.TABLET));
        back.keepIn(database);

        night().run("price-claims", AT_CUT_OFF);
        assertThat(countsOfJuly()).containsExactly(3L, 1L, 2L, 1L, 3L);

        MadeClaims.answer(database, put, "2026-07-25T10:00:00Z", "[{\"code\": \"NDEC\"}]");
        UUID again = MadeClaims.answer(database, twice, "2026-07-25T10:00:00Z", "[{\"code\": \"IP\"}]");
        MadeClaims.answer(database, challenged, "2026-07-25T10:00:00Z", "[{\"code\": \"RC\"}]");
        night().run("price-claims", Map.of("cut-off", "2026-07-26T01:00:00Z"));
        assertThat(countsOfJuly())
                .as("one item is paid, one comes back again for another reason, one is not allowed all the same")
                .containsExactly(3L, 2L, 1L, 1L, 2L);

        MadeClaims.answer(database, again, "2026-08-20T10:00:00Z", "[{\"code\": \"IP\", \"value\": \"1200\"}]");
        night().run("price-claims", Map.of("cut-off", "2026-08-21T01:00:00Z"));
        assertThat(countsOfJuly()).as("paid in August, the month of its answer").containsExactly(3L, 2L, 0L, 1L, 1L);
        assertThat(service.getBean(Ledger.class)
                        .account(new OdsCode(ELSEWHERE), MONTH.plusMonths(1))
                        .orElseThrow())
                .satisfies(august -> {
                    assertThat(august.forms()).isZero();
                    assertThat(august.sums().items()).isOne();
                });
    }

    private static UUID elsewhere(MadeClaims claims, MadeClaims.Item... items) {
        return claims.add(ELSEWHERE, "B83010", "QWO", "0004", "2026-07-20T11:00:00Z", items);
    }

    /** Forms, items paid, referred back and disallowed, and how many are listed as not paid. */
    private static List<Long> countsOfJuly() {
        assertThat(night().run("write-reports", JULY).hasCompleted()).isTrue();
        PaymentSchedule schedule = service.getBean(Schedules.class)
                .find(new OdsCode(ELSEWHERE), MONTH)
                .orElseThrow();
        Measures report = service.getBean(Reports.class)
                .overview(new OdsCode("QWO"), MONTH, 0)
                .orElseThrow()
                .sums()
                .totals();
        assertThat(report.items()).isEqualTo(schedule.number("items"));
        assertThat(report.referredBackItems()).isEqualTo(schedule.number("items_referred_back"));
        assertThat(report.disallowedItems()).isEqualTo(schedule.number("items_disallowed"));
        return List.of(
                schedule.number("forms"),
                schedule.number("items"),
                schedule.number("items_referred_back"),
                schedule.number("items_disallowed"),
                (long) schedule.notPaid().size());
    }

    @Test
    void the_commissioners_report_carries_exact_costs_and_only_its_own_rows() {
        MadeClaims elsewhere = new MadeClaims();
        elsewhere.add("FA565", "B83010", "QWO", "0004", "2026-07-20T11:00:00Z", MadeClaims.amlodipine("28"));
        elsewhere.keepIn(database);
        night().run("price-claims", AT_CUT_OFF);
        night().run("write-reports", JULY);

        ReportOverview report =
                service.getBean(Reports.class).overview(ICB, MONTH, 100).orElseThrow();

        assertThat(report.firstRows())
                .extracting(CommissionerReport.Row::practice)
                .containsOnly("A83008");
        CommissionerReport.Row amlodipine = report.firstRows().stream()
                .filter(row -> row.snomedCode().equals(MadeClaims.AMLODIPINE))
                .findFirst()
                .orElseThrow();
        assertThat(amlodipine.measures().items()).isEqualTo(3);
        assertThat(amlodipine.measures().referredBackItems()).isEqualTo(1);
        assertThat(amlodipine.measures().nicP()).isEqualByComparingTo("192");
        assertThat(amlodipine.measures().discountP()).isEqualByComparingTo("38.4");
        assertThat(amlodipine.measures().actualCostP()).isEqualByComparingTo("157.32");
        assertThat(report.sums()
                        .totals()
                        .actualCostP()
                        .add(report.sums().totals().professionalFeesP())
                        .add(report.sums().totals().additionalFeesP())
                        .subtract(report.sums().totals().chargesValueP()))
                .isEqualByComparingTo(new BigDecimal("17059.2"));
        assertThat(service.getBean(Reports.class)
                        .overview(new OdsCode("QWO"), MONTH, 100)
                        .orElseThrow()
                        .firstRows())
                .extracting(CommissionerReport.Row::practice)
                .containsOnly("B83010");
    }

    @Test
    void the_database_shows_no_report_to_a_transaction_that_does_not_say_for_whom_it_reads() {
        night().run("price-claims", AT_CUT_OFF);
        night().run("write-reports", JULY);

        List<Long> seen = database.jdbc()
                .sql("SELECT count(*) FROM commissioner_report_row")
                .query(Long.class)
                .list();

        assertThat(seen).containsExactly(0L);
    }

    @Test
    void a_run_that_does_not_balance_fails_and_nothing_of_it_leaves() {
        PlantedTrigger lostPenny = new PlantedTrigger(
                JdbcClient.create(database.owner()),
                "BEFORE INSERT ON priced_claim FOR EACH ROW WHEN (NEW.total_p > 10000)",
                "NEW.total_p := NEW.total_p - 1; RETURN NEW;");

        lostPenny.during(() -> {
            JobResult result = night().run("price-claims", AT_CUT_OFF);

            assertThat(result.status()).isEqualTo("FAILED");
            assertThat(String.valueOf(result.totals().get("reason"))).startsWith("The run does not balance");
            night().run("write-reports", JULY);
            assertThat(service.getBean(Schedules.class).find(PHARMACY, MONTH)).isEmpty();
            assertThat(service.getBean(JobCommand.class).run("price-claims", AT_CUT_OFF))
                    .isNotZero();
        });
    }

    @Test
    void a_night_that_broke_off_is_finished_first_and_then_tonights_is_run() {
        PlantedTrigger.fault(JdbcClient.create(database.owner()), "BEFORE INSERT ON priced_claim FOR EACH STATEMENT")
                .during(() -> assertThat(night().run("price-claims", AT_CUT_OFF).hasCompleted())
                        .isFalse());

        JobResult tonight = night().run("price-claims", Map.of("cut-off", "2026-07-26T01:00:00Z"));

        assertThat(tonight.totals()).containsEntry("cut_off", "2026-07-26T01:00:00Z");
        assertThat(database.jdbc()
                        .sql("SELECT count(*) FROM pricing_run WHERE balanced_at IS NOT NULL")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void an_unknown_job_and_a_wrong_value_are_told_in_words() {
        assertThat(night().run("price-everything", Map.of()).totals().get("reason"))
                .asString()
                .startsWith("There is no such job");
        assertThat(night().run("price-claims", Map.of("cut-off", "tomorrow"))
                        .totals()
                        .get("reason"))
                .isEqualTo("An instant is written like 2026-12-01T02:00:00Z.");
        assertThat(night().run("write-reports", Map.of("moth", "2026-07")).status())
                .isEqualTo("FAILED");
    }

    @Test
    void the_start_page_is_told_how_the_night_ended() {
        night().run("expire-prescriptions", Map.of());
        night().run("price-claims", AT_CUT_OFF);

        assertThat(service.getBean(LastNight.class).jobs())
                .extracting(LastNight.Job::job, LastNight.Job::status)
                .containsExactlyInAnyOrder(
                        tuple("expire-prescriptions", "COMPLETED"), tuple("price-claims", "COMPLETED"));
    }

    private static Night night() {
        return service.getBean(Night.class);
    }

    private static String statusOf(UUID claim) {
        return database.jdbc()
                .sql("SELECT CASE WHEN claim.status = 'RECEIVED' AND waiting.claim_id IS NULL THEN 'PRICED'"
                        + " ELSE claim.status END FROM claim LEFT JOIN claim_waiting AS waiting USING (claim_id)"
                        + " WHERE claim_id = :id")
                .param("id", claim)
                .query(String.class)
                .single();
    }

    private static long at(PaymentSchedule schedule, String field) {
        return schedule.document().at("/" + field.replace('.', '/')).asLong(-1);
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
