package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pestle.jobs.MadeClaims.Item;
import org.pestle.pricing.PricedClaims;
import org.pestle.testing.Database;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rest of a broken pack is paid once (reimbursement.md 2.9): for six months the pharmacy's later supplies use it up
 * and an adjustment takes their price back, in the order in which they were handed out, whatever the order in which
 * they were claimed. 60 hydroxycarbamide tablets cost 10,000p.
 */
class BrokenBulkTest {
    private static Database database;
    private static ConfigurableApplicationContext service;

    private static final MadeClaims CLAIMS = new MadeClaims(-7);
    private static final UUID EXCESS = supplied("2026-07-09", MadeClaims.hydroxycarbamide("12"));
    private static final UUID COVERED = supplied("2026-07-08", MadeClaims.hydroxycarbamide("10"));
    private static final UUID BROKEN =
            supplied("2026-07-03", MadeClaims.hydroxycarbamide("42").brokenBulk());
    private static final UUID BEFORE = supplied("2026-07-02", MadeClaims.hydroxycarbamide("10"));
    private static final UUID ELSEWHERE = CLAIMS.supplied("FLM49", "2026-07-08", MadeClaims.hydroxycarbamide("10"));
    private static final UUID TWICE = CLAIMS.supplied(
            "FHA01",
            "2026-07-04",
            MadeClaims.hydroxycarbamide("45").brokenBulk(),
            MadeClaims.hydroxycarbamide("10"),
            MadeClaims.hydroxycarbamide("10").brokenBulk());
    private static final UUID OLD = CLAIMS.supplied(
            "FHA02", "2026-01-05", MadeClaims.hydroxycarbamide("30").brokenBulk());
    private static final UUID LAST_DAY = CLAIMS.supplied("FHA02", "2026-07-04", MadeClaims.hydroxycarbamide("6"));
    private static final UUID TOO_LATE = CLAIMS.supplied("FHA02", "2026-07-05", MadeClaims.hydroxycarbamide("6"));

    private static UUID supplied(String day, Item item) {
        return CLAIMS.supplied("FA565", day, item);
    }

    @BeforeAll
    static void a_night_prices_the_claims() {
        database = Database.fresh();
        service = NightProcess.here(database);
        CLAIMS.keepIn(database);
        night("2026-07-21T01:00:00Z");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void pays_the_rest_of_the_pack_beside_the_supply_that_broke_it() {
        assertThat(amounts(BROKEN)).containsExactly("nic 7000 rest 3000 adjusted 0");
        assertThat(amounts(BEFORE)).containsExactly("nic 1667 rest 0 adjusted 0");
    }

    @Test
    void takes_back_what_later_supplies_use_of_it_and_pays_the_excess() {
        assertThat(amounts(COVERED)).containsExactly("nic 1667 rest 0 adjusted -1667");
        assertThat(amounts(EXCESS)).containsExactly("nic 2000 rest 0 adjusted -1333");
    }

    @Test
    void belongs_to_the_pharmacy_that_broke_the_pack() {
        assertThat(amounts(ELSEWHERE)).containsExactly("nic 1667 rest 0 adjusted 0");
    }

    @Test
    void items_of_one_claim_use_it_up_one_after_the_other_and_may_break_the_next_pack() {
        assertThat(amounts(TWICE))
                .containsExactly(
                        "nic 7500 rest 2500 adjusted 0",
                        "nic 1667 rest 0 adjusted -1667",
                        "nic 1667 rest 9167 adjusted -834");
    }

    @Test
    void may_be_used_for_six_months_and_not_a_day_longer() {
        assertThat(amounts(OLD)).containsExactly("nic 5000 rest 5000 adjusted 0");
        assertThat(amounts(LAST_DAY)).containsExactly("nic 1000 rest 0 adjusted -1000");
        assertThat(amounts(TOO_LATE)).containsExactly("nic 1000 rest 0 adjusted 0");
    }

    @Test
    void the_next_night_finds_what_this_one_left() {
        MadeClaims later = new MadeClaims(-8);
        UUID first = later.supplied("FHA01", "2026-07-10", MadeClaims.hydroxycarbamide("60"));
        UUID second = later.supplied("FA565", "2026-07-10", MadeClaims.hydroxycarbamide("10"));
        later.keepIn(database);
        night("2026-07-22T01:00:00Z");

        assertThat(amounts(first))
                .as("55 of the second pack are left")
                .containsExactly("nic 10000 rest 0 adjusted -9167");
        assertThat(amounts(second)).containsExactly("nic 1667 rest 0 adjusted 0");
    }

    @Test
    void the_price_can_be_worked_out_again_with_what_was_left_then() {
        assertThat(priced(EXCESS))
                .allSatisfy(item -> assertThat(
                                item.path("input").path("residual_before").asString())
                        .isEqualTo("8"));
        assertThat(String.valueOf(priced(EXCESS).getFirst().path("explanation")))
                .contains("8 units come from broken bulk that was paid for before");
    }

    /**
     * 28 amlodipine tablets of Category M cost 64p, so that no broken bulk is paid; a concession lifts it above £50.
     */
    @Test
    void comes_and_goes_with_a_late_concession_and_is_neither_paid_nor_taken_back_twice(@TempDir Path folder)
            throws IOException {
        UUID broken =
                supplied("FHA03", "2026-07-03", MadeClaims.amlodipine("20").brokenBulk());
        UUID used = supplied("FHA03", "2026-07-05", MadeClaims.amlodipine("5"));
        night("2026-07-23T01:00:00Z");
        assertThat(amounts(broken)).containsExactly("nic 46 rest 0 adjusted 0");
        assertThat(left("FHA03")).isZero();

        Conceded.price(service, folder, "Amlodipine 5mg tablets", 14_000);
        UUID later = supplied("FHA03", "2026-07-04", MadeClaims.amlodipine("7"));
        night("2026-07-24T01:00:00Z");
        assertThat(amounts(broken)).containsExactly("nic 10000 rest 4000 adjusted 0");
        assertThat(amounts(used)).containsExactly("nic 2500 rest 0 adjusted -2500");
        assertThat(amounts(later))
                .as("what was priced before takes its part first")
                .containsExactly("nic 3500 rest 0 adjusted -1500");
        assertThat(left("FHA03")).isZero();

        Conceded.price(service, folder, "Amlodipine 5mg tablets", 900);
        UUID last = supplied("FHA03", "2026-07-06", MadeClaims.amlodipine("14"));
        night("2026-07-25T01:00:00Z");
        assertThat(amounts(broken)).containsExactly("nic 643 rest 0 adjusted 0");
        assertThat(amounts(used)).containsExactly("nic 161 rest 0 adjusted 0");
        assertThat(amounts(later)).containsExactly("nic 225 rest 0 adjusted 0");
        assertThat(amounts(last)).containsExactly("nic 450 rest 0 adjusted 0");
        assertThat(left("FHA03")).isZero();
    }

    /** Units of amlodipine. */
    private static int left(String contractor) {
        return database.jdbc()
                .sql(
                        "SELECT coalesce(sum(units), 0) FROM broken_bulk WHERE contractor = :it AND product_code = :product")
                .param("it", contractor)
                .param("product", MadeClaims.AMLODIPINE)
                .query(Integer.class)
                .single();
    }

    private static UUID supplied(String contractor, String day, Item item) {
        MadeClaims made = new MadeClaims();
        UUID claim = made.supplied(contractor, day, item);
        made.keepIn(database);
        return claim;
    }

    private static List<String> amounts(UUID claim) {
        return priced(claim).stream()
                .map(item -> "nic %s rest %s adjusted %s"
                        .formatted(
                                item.path("basic_price_nic_p").asString(),
                                item.path("broken_bulk_residual_p").asString(),
                                item.path("basic_price_adjustment_p").asString()))
                .toList();
    }

    private static List<ObjectNode> priced(UUID claim) {
        return service.getBean(PricedClaims.class).find(claim).orElseThrow().items();
    }

    private static void night(String cutOff) {
        JobResult result = service.getBean(Night.class).run("price-claims", Map.of("cut-off", cutOff));
        assertThat(result.status()).isEqualTo("COMPLETED");
    }
}
