package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.reporting.Measures;
import org.pestle.reporting.Reports;
import org.pestle.testing.Database;
import org.pestle.testing.PlantedTrigger;
import org.pestle.values.OdsCode;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What leaves in a bulk export, that it names nobody, and that a broken-off one is finished as if nothing had been. */
class ExportClaimsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] SALT = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER_SALT = "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.UTF_8);

    private static Database database;
    private static ConfigurableApplicationContext service;

    /** Thirty of two commissioners; of a third, one of which an item was answered, and two answers. */
    private static final int CLAIMS = 30 + 1 + 2;

    private static final int ITEMS = 60 + 1 + 2;

    @BeforeAll
    static void claims_of_three_commissioners_are_priced_and_what_came_back_is_answered() {
        database = Database.fresh();
        MadeClaims claims = MadeClaims.many(30, -9);
        MadeClaims.Item inWrongUnit = MadeClaims.amlodipine("28").claimedAs(MadeClaims.AMLODIPINE, "28", MadeClaims.ML);
        UUID inPart = ofQhm(claims, MadeClaims.amlodipine("56"), inWrongUnit);
        UUID whole = ofQhm(claims, inWrongUnit);
        claims.keepIn(database);
        owner().sql("""
                        UPDATE prescription
                           SET nhs_number = (9000000000 + ('x' || md5(prescription_id))::bit(24)::int)::text
                        """).update();
        service = NightProcess.here(
                database,
                "--pestle.jobs.export-claims.chunk=4",
                // holds for no month of these claims, but on the day on which they are exported
                "--pestle.disclosure.policies[0].from=2026-08",
                "--pestle.disclosure.policies[0].least-count=100");
        assertThat(night().run("price-claims", Map.of("cut-off", "2026-07-24T01:00:00Z"))
                        .totals())
                .containsEntry("items_referred", 3);
        for (UUID former : List.of(inPart, whole)) {
            MadeClaims.answer(database, former, "2026-07-24T10:00:00Z", "[{\"code\": \"NDEC\"}]");
        }
        assertThat(night().run("price-claims", Map.of("cut-off", "2026-07-25T01:00:00Z"))
                        .totals())
                .containsEntry("items_paid", 2);
    }

    private static UUID ofQhm(MadeClaims claims, MadeClaims.Item... items) {
        return claims.add("FA565", "A83008", "QHM", "0004", "2026-07-20T10:00:00Z", items);
    }

    private static JdbcClient owner() {
        return JdbcClient.create(database.owner());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_commissioner_gets_its_own_claims_in_every_type() {
        UUID export = asked("QOP", SALT);

        JobResult result = night().run("export-claims", Map.of("export", export.toString()));

        assertThat(result.totals()).containsEntry("claims", 15L).containsEntry("resources", 15L + 15L + 30L);
        assertThat(lines(export, "Claim"))
                .hasSize(15)
                .allSatisfy(claim -> assertThat(
                                claim.at("/insurer/identifier/value").asString())
                        .isEqualTo("QOP"));
        assertThat(lines(export, "MedicationDispense")).hasSize(30);
    }

    @Test
    void an_item_that_was_answered_has_one_outcome_as_in_the_report() {
        UUID export = asked("QHM", SALT);
        night().run("export-claims", Map.of("export", export.toString()));

        Measures totals = reported("QHM");

        assertThat(totals).returns(3L, Measures::items).returns(0L, Measures::referredBackItems);
        assertThat(outcomes(export)).containsExactly("paid", "paid", "paid");
        assertThat(pounds(export, "actual-cost"))
                .isEqualByComparingTo(totals.actualCostP().movePointLeft(2));
        assertThat(lines(export, "Claim"))
                .as("a claim of which nothing is left is not there")
                .hasSize(3)
                .allSatisfy(claim -> assertThat(claim.path("item")).hasSize(1));
        assertThat(lines(export, "MedicationDispense")).hasSize(3);
    }

    @Test
    void a_claim_is_not_priced_anew_because_an_item_of_it_was_answered() {
        UUID export = madeOfQhm("since = (SELECT max(balanced_at) FROM pricing_run)");

        assertThat(lines(export, "Claim")).as("the two answers").hasSize(2);
    }

    @Test
    void before_it_was_answered_an_item_is_told_as_it_came_back() {
        UUID export = madeOfQhm("requested_at = (SELECT min(balanced_at) FROM pricing_run)");

        assertThat(outcomes(export)).containsExactly("paid", "referred-back", "referred-back");
    }

    /** An export that was asked for with this difference. */
    private static UUID madeOfQhm(String difference) {
        UUID export = asked("QHM", SALT);
        owner().sql("UPDATE bulk_export SET " + difference + " WHERE export_id = :id")
                .param("id", export)
                .update();
        night().run("export-claims", Map.of("export", export.toString()));
        return export;
    }

    /** How each item ended. */
    private static List<String> outcomes(UUID export) {
        return lines(export, "ExplanationOfBenefit").stream()
                .flatMap(benefit -> benefit.path("item").valueStream())
                .map(item -> item.at("/adjudication/0/category/coding/0/code").asString())
                .sorted()
                .toList();
    }

    @Test
    void an_item_costs_the_commissioner_what_its_report_says_however_much_of_a_pack_was_broken() {
        UUID export = asked("QWO", SALT);
        night().run("export-claims", Map.of("export", export.toString()));

        Measures totals = reported("QWO");

        assertThat(pounds(export, "beyond-order")).isPositive();
        assertThat(pounds(export, "basic-price"))
                .isEqualByComparingTo(totals.nicP().movePointLeft(2));
        assertThat(pounds(export, "discount"))
                .isEqualByComparingTo(totals.discountP().movePointLeft(2));
        assertThat(pounds(export, "actual-cost"))
                .isEqualByComparingTo(totals.actualCostP().movePointLeft(2));
    }

    /** What the commissioner's report of July comes to. */
    private static Measures reported(String commissioner) {
        night().run("write-reports", Map.of("month", "2026-07"));
        return service.getBean(Reports.class)
                .overview(new OdsCode(commissioner), YearMonth.of(2026, 7), 0)
                .orElseThrow()
                .sums()
                .totals();
    }

    /** What a part of the price of all items comes to. */
    private static BigDecimal pounds(UUID export, String part) {
        return lines(export, "ExplanationOfBenefit").stream()
                .flatMap(benefit -> benefit.path("item").valueStream())
                .flatMap(item -> item.path("adjudication").valueStream())
                .filter(each -> each.at("/category/coding/0/code").asString().equals(part))
                .map(each -> each.at("/amount/value").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void nothing_in_it_leads_to_a_person_or_to_another_export() {
        UUID export = asked(null, SALT);
        UUID again = asked(null, OTHER_SALT);
        night().run("export-claims", Map.of("export", export.toString()));
        night().run("export-claims", Map.of("export", again.toString()));

        String everything = text(export);

        assertThat(everything).doesNotContain("MADE", "2026-07-10", "2026-07-20");
        for (String secret : owner().sql(
                        "SELECT prescription_id FROM prescription UNION SELECT claim_id::text FROM claim "
                                + "UNION SELECT line_item_id::text FROM claim_item UNION SELECT nhs_number FROM prescription")
                .query(String.class)
                .list()) {
            assertThat(everything).doesNotContain(secret);
        }
        assertThat(ids(export)).hasSize(CLAIMS + ITEMS).doesNotContainAnyElementsOf(ids(again));
        assertThat(owner().sql("SELECT count(*) FROM bulk_export_claim")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(owner().sql("SELECT count(*) FROM bulk_export WHERE salt IS NOT NULL")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void years_of_birth_are_told_in_tens_where_five_patients_share_them() {
        UUID export = asked("QOP", SALT);
        night().run("export-claims", Map.of("export", export.toString()));

        assertThat(lines(export, "Claim"))
                .allSatisfy(claim -> assertThat(claim.at("/contained/0/extension/0/valuePeriod"))
                        .isEqualTo(JSON.readTree("{\"start\":\"1970\",\"end\":\"1979\"}")));
    }

    @Test
    void a_band_that_is_told_tells_no_other_and_a_deleted_prescription_has_none() {
        born("FLM49", "1930-03-01", 5);
        born("FA565", "1930-03-01", 6);
        born("FA565", "1985-03-01", 4);

        Map<String, List<String>> bands = bandsOfQwo();

        assertThat(bands.get("FLM49")).hasSize(5).containsOnly("{\"end\":\"1939\"}");
        assertThat(bands.get("FA565"))
                .as("four are too few to be told, and would be known if the other six alone were told")
                .hasSize(10)
                .containsOnly("masked");

        born("FA565", "1930-03-01", 10);
        owner().sql("""
                        UPDATE claim
                           SET prescription_id = '000000-B83010-000000'
                         WHERE claim_id = (SELECT claim_id FROM claim
                                            WHERE contractor = 'FA565' AND commissioner = 'QWO' LIMIT 1)
                        """).update();
        assertThat(bandsOfQwo().get("FA565"))
                .as("the one whose prescription was deleted is not one of the oldest")
                .hasSize(10)
                .containsOnlyOnce("masked")
                .contains("{\"end\":\"1939\"}");
    }

    /** Lets so many more patients of the practice who went to a pharmacy be born on a day. */
    private static void born(String contractor, String day, int patients) {
        owner().sql("""
                        UPDATE prescription
                           SET birth_date = CAST(:day AS date)
                         WHERE prescription_id IN (SELECT prescription_id
                                                     FROM claim
                                                     JOIN prescription USING (prescription_id)
                                                    WHERE contractor = :contractor
                                                      AND claim.commissioner = 'QWO'
                                                    ORDER BY birth_date DESC, prescription_id
                                                    LIMIT :patients)
                        """)
                .param("day", day)
                .param("contractor", contractor)
                .param("patients", patients)
                .update();
    }

    private static Map<String, List<String>> bandsOfQwo() {
        UUID export = asked("QWO", SALT);
        night().run("export-claims", Map.of("export", export.toString()));
        return lines(export, "Claim").stream()
                .collect(Collectors.groupingBy(
                        claim -> claim.at("/provider/identifier/value").asString(),
                        Collectors.mapping(ExportClaimsTest::band, Collectors.toList())));
    }

    private static String band(JsonNode claim) {
        JsonNode told = claim.at("/contained/0/extension/0/valuePeriod");
        return told.isMissingNode()
                ? claim.at("/contained/0/_birthDate/extension/0/valueCode").asString()
                : told.toString();
    }

    @Test
    void one_that_fails_three_times_is_given_up_and_keeps_nobody_waiting() {
        UUID failing = asked(null, SALT);
        PlantedTrigger.fault(owner(), "BEFORE INSERT ON bulk_export_part FOR EACH ROW")
                .during(() -> {
                    for (int start = 1; start <= 3; start++) {
                        assertThat(state(failing)).isEqualTo("waiting");
                        assertThat(night().run("export-claims", Map.of("export", failing.toString()))
                                        .hasCompleted())
                                .isFalse();
                    }
                    assertThat(state(failing)).isEqualTo("failed");
                });
        UUID next = asked("QOP", SALT);

        night().run("export-claims", Map.of());

        assertThat(state(next)).isEqualTo("completed");
        assertThat(parts(failing)).isZero();
    }

    private static String state(UUID export) {
        return owner().sql("SELECT state FROM bulk_export WHERE export_id = :id")
                .param("id", export)
                .query(String.class)
                .single();
    }

    /** A process that is killed there leaves the same behind, as the command of RandomKillsTest shows. */
    @ParameterizedTest(name = "broken at {0}: {1} parts are kept")
    @CsvSource(delimiter = '|', textBlock = """
            BEFORE INSERT ON bulk_export_claim FOR EACH ROW                                              | 0    | 33
            BEFORE INSERT ON bulk_export_part FOR EACH ROW WHEN (NEW.part = 1)                           | 0    | 33
            BEFORE INSERT ON bulk_export_part FOR EACH ROW WHEN (NEW.part = 4 AND NEW.type LIKE 'Medi%') | 9    | 33
            BEFORE UPDATE ON bulk_export FOR EACH ROW WHEN (NEW.state = 'completed')                     | 27   | 0
            """)
    void a_run_that_broke_off_goes_on_behind_its_last_chunk_and_makes_the_same_bytes(
            String fault, long kept, long claimsOfTheNextStart) {
        UUID whole = asked(null, SALT);
        night().run("export-claims", Map.of("export", whole.toString()));
        UUID broken = asked(null, SALT);
        PlantedTrigger.fault(owner(), fault).during(() -> {
            assertThat(night().run("export-claims", Map.of("export", broken.toString()))
                            .hasCompleted())
                    .isFalse();
            assertThat(parts(broken)).as("whole chunks").isEqualTo(kept);
        });

        JobResult finished = night().run("export-claims", Map.of());

        assertThat(finished.hasCompleted()).isTrue();
        assertThat(finished.totals()).containsEntry("claims", claimsOfTheNextStart);
        assertThat(text(broken)).isEqualTo(text(whole));
        assertThat(night().run("export-claims", Map.of("export", broken.toString()))
                        .written())
                .as("a completed export is left alone")
                .isZero();
    }

    @Test
    void a_cancelled_one_writes_nothing_and_a_wrong_id_is_told() {
        UUID cancelled = asked("QOP", SALT);
        owner().sql(
                        "UPDATE bulk_export SET state = 'cancelled', salt = NULL, ended_at = requested_at WHERE export_id = ?")
                .param(cancelled)
                .update();

        assertThat(night().run("export-claims", Map.of("export", cancelled.toString()))
                        .written())
                .isZero();
        assertThat(parts(cancelled)).isZero();
        assertThat(night().run("export-claims", Map.of("export", "all")).totals())
                .containsEntry("reason", "An id is written like 0f8fad5b-d9cb-469f-a165-70867728950e.");
    }

    private static Night night() {
        return service.getBean(Night.class);
    }

    private static UUID asked(@Nullable String commissioner, byte[] salt) {
        UUID id = UUID.randomUUID();
        owner().sql("""
                        INSERT INTO bulk_export (export_id, commissioner, requested_by, requested_at, types, request,
                                                 state, salt)
                        VALUES (:id, :commissioner, 'QOP', :at,
                                ARRAY ['Claim', 'ExplanationOfBenefit', 'MedicationDispense'], 'test', 'waiting', :salt)
                        """)
                .param("id", id)
                .param("commissioner", commissioner)
                .param("at", Timestamp.from(Instant.parse("2036-07-25T09:00:00Z")))
                .param("salt", salt)
                .update();
        return id;
    }

    private static long parts(UUID export) {
        return owner().sql("SELECT count(*) FROM bulk_export_part WHERE export_id = :id")
                .param("id", export)
                .query(Long.class)
                .single();
    }

    private static String text(UUID export) {
        return String.join(
                "", owner().sql("""
                                SELECT convert_from(content, 'UTF8')
                                  FROM bulk_export_part
                                 WHERE export_id = :id
                                 ORDER BY type, part
                                """).param("id", export).query(String.class).list());
    }

    private static List<JsonNode> all(UUID export) {
        return text(export).lines().map(JSON::readTree).toList();
    }

    private static List<JsonNode> lines(UUID export, String type) {
        return all(export).stream()
                .filter(line -> line.path("resourceType").asString().equals(type))
                .toList();
    }

    private static Set<String> ids(UUID export) {
        return all(export).stream().map(line -> line.path("id").asString()).collect(Collectors.toSet());
    }
}
