package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pestle.prescription.ControlledSchedule.CD2;
import static org.pestle.prescription.ControlledSchedule.CD3;
import static org.pestle.prescription.ControlledSchedule.CD4;
import static org.pestle.prescription.ControlledSchedule.CD5;
import static org.pestle.prescription.Orders.anOrder;
import static org.pestle.prescription.RecordFixture.MESSAGE;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.problems.Outcome;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** How much one signer may sign (reliability-security.md T08 and S4). */
class SigningLimitsTest {
    private static final Instant MORNING = Instant.parse("2026-11-25T08:00:00Z");

    @AutoClose
    private final RecordFixture record = new RecordFixture();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private SigningLimits limits = SigningLimits.DEFAULT;

    @Test
    void of_a_thousand_controlled_items_in_fourteen_hours_all_from_the_31st_on_are_held() {
        List<Integer> notHeld = new ArrayList<>();
        for (int number = 1; number <= 1000; number++) {
            Instant now = MORNING.plus(Duration.ofHours(14).dividedBy(1000).multipliedBy(number));
            if (keep(anOrder().controlled(CD2), now) == null) {
                notHeld.add(number);
            }
        }

        assertThat(notHeld).hasSize(30).last().isEqualTo(30);
        assertThat(record.worklist()).hasSize(30);
        assertThat(held("CONTROLLED_IN_AN_HOUR")).isEqualTo(970);
    }

    @Test
    void a_burst_from_many_threads_does_not_slip_past() throws Exception {
        int burst = 200;
        List<Callable<@Nullable HoldReason>> creates = new ArrayList<>();
        for (int i = 0; i < burst; i++) {
            Accepted accepted = anOrder().controlled(CD3).accepted();
            creates.add(() -> keep(accepted, MORNING));
        }
        List<@Nullable HoldReason> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<@Nullable HoldReason> answer : threads.invokeAll(creates)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers.stream().filter(Objects::isNull)).hasSize(30);
        assertThat(record.worklist()).hasSize(30);
    }

    @Test
    void of_a_thousand_honest_days_none_is_held() {
        NamedParameterJdbcTemplate jdbc = new NamedParameterJdbcTemplate(record.database.application());
        SignerPaceTable pace = new SignerPaceTable(limits);
        String count = "WITH kept AS (SELECT 1), " + SignerPaceTable.COUNTED
                + "done AS (SELECT 1) SELECT count(*) FROM held CROSS JOIN done";
        Random random = new Random(20261125);
        int mostControlledItems = 0;
        long holds = 0;
        for (int day = 1; day <= 1000; day++) {
            String signer = "CN=Prescriber " + day % 50;
            List<HonestDay.Signed> signed = HonestDay.of(random, MORNING.plus(Duration.ofDays(day)));
            mostControlledItems = Math.max(
                    mostControlledItems,
                    signed.stream().mapToInt(HonestDay.Signed::controlled).sum());
            for (HonestDay.Signed each : signed) {
                Orders order = anOrder();
                for (int item = 0; item < each.items(); item++) {
                    order.item(1);
                }
                PrescriptionOrder made =
                        (each.controlled() > 0 ? order.controlledFirst(each.controlled(), CD3) : order).order();
                MapSqlParameterSource parameters = new MapSqlParameterSource("signer", signer)
                        .addValue("id", made.id().value());
                Act act = Act.ofTheService(each.at());
                Parameters.add(act, PrescriptionEvent.UPLOADED, parameters);
                pace.add(made, act, parameters);
                holds += Objects.requireNonNull(jdbc.queryForObject(count, parameters, Long.class));
            }
        }

        assertThat(holds).isZero();
        assertThat(mostControlledItems).as("a busy day is among them").isGreaterThan(40);
    }

    @Test
    void after_an_hour_without_more_the_signer_goes_on() {
        limits = new SigningLimits(2, 0, 0, false);
        keep(anOrder().controlled(CD2).item(1).item(1), MORNING);

        assertThat(keep(anOrder().controlled(CD2), MORNING.plusSeconds(3599)))
                .isEqualTo(HoldReason.CONTROLLED_IN_AN_HOUR);
        assertThat(keep(anOrder().controlled(CD2), MORNING.plusSeconds(3600 + 3599)))
                .isNull();
    }

    @Test
    void a_day_has_a_limit_of_its_own_and_ends_at_midnight_in_london() {
        limits = new SigningLimits(0, 2, 0, false);
        Instant lateInSummer = Instant.parse("2026-07-01T22:30:00Z");
        keep(anOrder().controlled(CD2).item(1).item(1), lateInSummer);

        assertThat(keep(anOrder().controlled(CD2), lateInSummer)).isEqualTo(HoldReason.CONTROLLED_IN_A_DAY);
        assertThat(keep(anOrder().controlled(CD2), lateInSummer.plus(Duration.ofMinutes(30))))
                .isNull();
    }

    @Test
    void items_of_every_kind_count_for_the_day_together() {
        limits = new SigningLimits(30, 150, 4, false);
        assertThat(keep(anOrder().item(1).item(1), MORNING)).isNull();
        assertThat(keep(anOrder().controlled(CD2), MORNING)).isNull();
        assertThat(keep(anOrder(), MORNING)).isNull();

        assertThat(keep(anOrder(), MORNING)).isEqualTo(HoldReason.ITEMS_IN_A_DAY);
        assertThat(keep(anOrder().controlled(CD2), MORNING)).isEqualTo(HoldReason.ITEMS_IN_A_DAY);
        assertThat(keep(anOrder(), MORNING.plus(Duration.ofDays(1)))).isNull();
    }

    @Test
    void every_signer_is_counted_alone() {
        limits = new SigningLimits(1, 0, 0, false);
        keep(anOrder().controlled(CD2).signedBy("CN=Bo Fern"), MORNING);

        assertThat(keep(anOrder().controlled(CD2).signedBy("CN=Cy Reed"), MORNING))
                .isNull();
        assertThat(keep(anOrder().controlled(CD2).signedBy("CN=Bo Fern"), MORNING))
                .isEqualTo(HoldReason.CONTROLLED_IN_AN_HOUR);
    }

    @ParameterizedTest(name = "{0}, schedule 4 counts: {1}: held {2}")
    @CsvSource({"CD2,false,true", "CD3,false,true", "CD4,false,false", "CD4,true,true", "CD5,true,false"})
    void schedules_two_and_three_count_and_four_by_setting(
            ControlledSchedule schedule, boolean countsSchedule4, boolean isHeld) {
        limits = new SigningLimits(1, 1, 0, countsSchedule4);
        keep(anOrder().controlled(schedule), MORNING);

        assertThat(keep(anOrder().controlled(schedule), MORNING) != null).isEqualTo(isHeld);
    }

    @Test
    void what_is_refused_is_not_counted() {
        limits = new SigningLimits(1, 0, 0, false);
        Accepted accepted = anOrder().controlled(CD2).accepted();
        keep(accepted, MORNING);
        record.transactions.executeWithoutResult(status -> {
            assertThat(create(MORNING).keep(accepted, MESSAGE, Orders.PRESCRIBER, UUID.randomUUID()))
                    .isInstanceOf(Outcome.Refused.class);
            status.setRollbackOnly();
        });

        assertThat(record.owner
                        .sql("SELECT controlled FROM signer_pace")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void orders_that_no_limit_concerns_leave_no_trace() {
        limits = new SigningLimits(30, 150, 0, false);
        keep(anOrder(), MORNING);
        keep(anOrder().controlled(CD5), MORNING);

        assertThat(record.owner
                        .sql("SELECT count(*) FROM signer_pace")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_limit_below_none_is_refused() {
        assertThatThrownBy(() -> new SigningLimits(30, -1, 400, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pestle.velocity");
    }

    @Test
    void the_schedule_of_an_item_is_kept() {
        keep(anOrder().controlled(CD4), MORNING);

        assertThat(record.owner
                        .sql("SELECT schedule FROM line_item")
                        .query(String.class)
                        .single())
                .isEqualTo("CD4");
    }

    private double held(String reason) {
        return meters.counter(HoldAlert.COUNTER, "reason", reason).count();
    }

    private @Nullable HoldReason keep(Orders orders, Instant now) {
        return keep(orders.accepted(), now);
    }

    private @Nullable HoldReason keep(Accepted accepted, Instant now) {
        Outcome<Created> kept = record.transactions.execute(
                status -> create(now).keep(accepted, MESSAGE, Orders.PRESCRIBER, UUID.randomUUID()));
        if (!(kept instanceof Outcome.Done<Created>(Created created))) {
            throw new IllegalStateException("not kept: " + kept);
        }
        return created.hold();
    }

    private CreatePrescription create(Instant now) {
        return record.create(limits, meters, Clock.fixed(now, ZoneOffset.UTC));
    }
}
