package org.pestle.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.access.Role;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.Database;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;

class ExchangeTest {
    private static final Caller PRESCRIBER = caller("gp-system");
    private static final Answer ACCEPTED = answer(200, "accepted", Answer.DONE);
    private static final Answer REFUSED = answer(400, "refused", "INVALID_VALUE");
    private static final Answer LATER = answer(503, "later", "SIGNATURE_UNDETERMINED");

    @AutoClose
    private final Database database = Database.fresh();

    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final Exchange exchange = ExchangeFixture.on(
            database.application(), Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC));

    @Test
    void the_same_call_again_gets_the_stored_answer_byte_for_byte_and_has_no_second_effect() {
        Call call = call(PRESCRIBER, UUID.randomUUID(), UUID.randomUUID(), "body");
        send(call, null, this::effect);

        Answer again = send(call, null, () -> {
            throw new AssertionError("a second effect");
        });

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.contentType()).isEqualTo("application/fhir+json");
        assertThat(again.body()).isEqualTo(ACCEPTED.body());
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void an_answer_that_was_known_before_is_stored_too() {
        Call call = call(PRESCRIBER, UUID.randomUUID(), UUID.randomUUID(), "body");
        send(call, ACCEPTED, this::effect);

        assertThat(send(call, ACCEPTED, this::effect).body()).isEqualTo(ACCEPTED.body());
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void the_same_request_id_with_another_body_is_refused() {
        UUID requestId = UUID.randomUUID();
        send(call(PRESCRIBER, requestId, UUID.randomUUID(), "body"), null, this::effect);

        assertThat(exchange.once(call(PRESCRIBER, requestId, UUID.randomUUID(), "other"), null, this::effect))
                .isEqualTo(Outcome.refused(
                        Finding.at("X-Request-ID", Problem.REQUEST_ID_REUSED, Problem.REQUEST_ID_REUSED.title())));
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void a_refusal_whose_effect_stays_is_answered_again_without_a_second_effect() {
        UUID messageId = UUID.randomUUID();
        Answer marked = answer(400, "with dispenser", "R-0002").keepingItsEffect();
        Call call = call(PRESCRIBER, UUID.randomUUID(), messageId, "body");

        assertThat(send(call, null, () -> effect(marked))).isEqualTo(marked);

        assertThat(send(call, null, this::effect).status()).isEqualTo(400);
        assertThat(send(call(PRESCRIBER, UUID.randomUUID(), messageId, "body"), null, this::effect)
                        .body())
                .isEqualTo(marked.body());
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void the_same_message_under_a_new_request_id_gets_the_first_answer() {
        UUID messageId = UUID.randomUUID();
        send(call(PRESCRIBER, UUID.randomUUID(), messageId, "body"), null, this::effect);

        assertThat(send(call(PRESCRIBER, UUID.randomUUID(), messageId, "body"), null, this::effect)
                        .body())
                .isEqualTo(ACCEPTED.body());
        assertThat(exchange.once(call(PRESCRIBER, UUID.randomUUID(), messageId, "other"), null, this::effect))
                .isEqualTo(Outcome.refused(
                        Finding.at("Bundle.identifier", Problem.MESSAGE_ID_REUSED, Problem.MESSAGE_ID_REUSED.title())));
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void the_letter_case_of_the_request_id_does_not_matter() {
        String id = UUID.randomUUID().toString();
        send(call(PRESCRIBER, UUID.fromString(id), null, "body"), null, this::effect);
        send(call(PRESCRIBER, UUID.fromString(id.toUpperCase(Locale.ROOT)), null, "body"), null, this::effect);

        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void two_clients_may_use_the_same_ids() {
        UUID requestId = UUID.randomUUID();
        UUID messageId = UUID.randomUUID();
        send(call(PRESCRIBER, requestId, messageId, "body"), null, this::effect);
        send(call(caller("another-system"), requestId, messageId, "other"), null, this::effect);

        assertThat(effects()).isEqualTo(2);
    }

    @Test
    void twins_at_the_same_time_have_one_effect_and_get_the_same_answer() throws Exception {
        for (int round = 0; round < 10; round++) {
            Call call = call(PRESCRIBER, UUID.randomUUID(), UUID.randomUUID(), "body");
            List<Callable<Answer>> twins = new ArrayList<>();
            for (int twin = 0; twin < 16; twin++) {
                Answer own = answer(200, "answer of twin " + twin, Answer.DONE);
                twins.add(() -> send(call, null, () -> effect(own)));
            }

            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<String> answers = new ArrayList<>();
                for (Future<Answer> twin : threads.invokeAll(twins)) {
                    answers.add(new String(twin.get().body(), StandardCharsets.UTF_8));
                }
                assertThat(answers).hasSize(16).containsOnly(answers.getFirst());
            }
            assertThat(effects()).isEqualTo(round + 1);
        }
    }

    @Test
    void an_effect_that_breaks_leaves_nothing_and_may_be_tried_again() {
        Call call = call(PRESCRIBER, UUID.randomUUID(), UUID.randomUUID(), "body");

        assertThatThrownBy(() -> exchange.once(call, ACCEPTED, () -> {
                    effect();
                    throw new IllegalStateException("the power went");
                }))
                .hasMessage("the power went");

        assertThat(effects()).isZero();
        assertThat(count("exchange")).isZero();
        assertThat(send(call, ACCEPTED, this::effect).body()).isEqualTo(ACCEPTED.body());
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void a_refusal_undoes_the_effect_and_is_kept_and_audited() {
        Call call = call(PRESCRIBER, UUID.randomUUID(), UUID.randomUUID(), "body");

        send(call, ACCEPTED, () -> {
            effect();
            return REFUSED;
        });

        assertThat(effects()).isZero();
        assertThat(send(call, ACCEPTED, this::effect).body()).isEqualTo(REFUSED.body());
        assertThat(effects()).isZero();
        assertThat(owner.sql("SELECT outcome FROM audit_event")
                        .query(String.class)
                        .list())
                .containsExactly("INVALID_VALUE");
    }

    @Test
    void a_refused_message_may_be_mended_and_sent_under_a_new_request_id() {
        UUID messageId = UUID.randomUUID();
        send(call(PRESCRIBER, UUID.randomUUID(), messageId, "body"), ACCEPTED, () -> REFUSED);

        assertThat(send(call(PRESCRIBER, UUID.randomUUID(), messageId, "mended"), ACCEPTED, this::effect))
                .isEqualTo(ACCEPTED);
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void an_answer_that_asks_to_try_again_is_not_kept() {
        Call call = call(PRESCRIBER, UUID.randomUUID(), UUID.randomUUID(), "body");

        assertThat(send(call, ACCEPTED, () -> LATER)).isEqualTo(LATER);
        assertThat(count("exchange")).isZero();
        assertThat(send(call, ACCEPTED, this::effect)).isEqualTo(ACCEPTED);
    }

    /** Something that lasts: a row of a table that nothing else here writes. */
    private Answer effect() {
        return effect(ACCEPTED);
    }

    private Answer effect(Answer answer) {
        JdbcClient.create(database.application())
                .sql("INSERT INTO prescription_identity (identity, prescription_id) VALUES (:id, 'effect')")
                .param("id", UUID.randomUUID().toString())
                .update();
        return answer;
    }

    private long effects() {
        return count("prescription_identity");
    }

    private long count(String table) {
        return owner.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private Answer send(Call call, @Nullable Answer expected, Supplier<Answer> effect) {
        Outcome<Answer> outcome = exchange.once(call, expected, effect);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<Answer>) outcome).value();
    }

    private static Call call(Caller caller, UUID requestId, @Nullable UUID messageId, String body) {
        return new Call(
                caller,
                requestId,
                Operation.CREATE,
                messageId,
                "-",
                Call.digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Caller caller(String clientId) {
        return new Caller(clientId, "656005750107", "555254242105", Role.PRESCRIBER, new OdsCode("A83008"));
    }

    private static Answer answer(int status, String body, String outcome) {
        return new Answer(status, "application/fhir+json", body.getBytes(StandardCharsets.UTF_8), outcome);
    }
}
