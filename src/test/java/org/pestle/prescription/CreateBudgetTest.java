package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.prescription.Orders.anOrder;
import static org.pestle.prescription.RecordFixture.MESSAGE;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pestle.access.Operation;
import org.pestle.exchange.Answer;
import org.pestle.exchange.Call;
import org.pestle.exchange.Exchange;
import org.pestle.exchange.ExchangeFixture;
import org.pestle.problems.Outcome;
import org.pestle.testing.Database;
import org.pestle.testing.RoundTrips;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a create may cost (design.md 5): three round trips to the database, commit included. */
class CreateBudgetTest {
    private static final int BUDGET = 3;
    private static final int TIMES_UNTIL_THE_DRIVER_PREPARES = 10;
    private static final Clock NOW = RecordFixture.at("2026-11-25T10:00:00Z");
    private static final Answer ACCEPTED =
            new Answer(200, "application/fhir+json", "{}".getBytes(StandardCharsets.UTF_8), Answer.DONE);

    private final RoundTrips roundTrips = new RoundTrips(Database.fresh().application());
    private final Exchange exchange = ExchangeFixture.on(roundTrips.source(), NOW);
    private final CreatePrescription create = RecordFixture.create(NOW, roundTrips.source());

    @AfterEach
    void closeRelay() {
        roundTrips.close();
    }

    @Test
    void a_create_takes_three_round_trips_from_the_second_on() {
        create(() -> {});

        for (int time = 0; time < TIMES_UNTIL_THE_DRIVER_PREPARES; time++) {
            assertThat(roundTrips.of(() -> create(() -> {}))).isLessThanOrEqualTo(BUDGET);
        }
    }

    @Test
    void counting_controlled_items_takes_no_more() {
        create(anOrder().controlled(ControlledSchedule.CD2), () -> {});

        for (int time = 0; time < TIMES_UNTIL_THE_DRIVER_PREPARES; time++) {
            assertThat(roundTrips.of(() -> create(anOrder().controlled(ControlledSchedule.CD2), () -> {})))
                    .isLessThanOrEqualTo(BUDGET);
        }
    }

    @Test
    void one_more_look_at_the_database_breaks_the_budget() {
        JdbcClient jdbc = JdbcClient.create(roundTrips.source());
        Runnable offender = () -> jdbc.sql("SELECT count(*) FROM prescription_identity")
                .query(Long.class)
                .single();
        create(offender);

        assertThat(roundTrips.of(() -> create(offender))).isEqualTo(BUDGET + 1);
    }

    private void create(Runnable alsoDone) {
        create(anOrder().item(1).item(1), alsoDone);
    }

    private void create(Orders order, Runnable alsoDone) {
        Accepted accepted = order.accepted();
        Call call = new Call(
                Orders.PRESCRIBER,
                UUID.randomUUID(),
                Operation.CREATE,
                accepted.order().messageId(),
                accepted.order().id().value(),
                Call.digest(MESSAGE));
        Outcome<Answer> outcome = exchange.once(call, ACCEPTED, () -> {
            alsoDone.run();
            Outcome<Created> created = create.keep(accepted, MESSAGE, Orders.PRESCRIBER, call.requestId());
            assertThat(created).isInstanceOf(Outcome.Done.class);
            return ACCEPTED;
        });
        assertThat(outcome).isEqualTo(Outcome.done(ACCEPTED));
    }
}
