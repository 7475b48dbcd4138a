package org.pestle.dispensing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.exchange.Answer;
import org.pestle.exchange.Call;
import org.pestle.exchange.Exchange;
import org.pestle.prescription.PrescriptionsToday;
import org.pestle.problems.Outcome;
import org.pestle.testing.UseCases;
import org.pestle.values.PrescriptionId;

/** Sends messages to use cases as {@link org.pestle.fhir.WriteCall} does, and keeps them to be sent again. */
final class Letters {
    private static final byte[] TEXT = {1};
    private static final byte[] OTHER_TEXT = {2};

    private final UseCases cases;
    private @Nullable Letter last;

    Letters(UseCases cases) {
        this.cases = cases;
    }

    /**
     * A message that was sent.
     *
     * @param effect what it does, under a request id, each time that it is let through
     * @param answer what was answered: {@code done}, or the code of the refusal
     */
    record Letter(Call call, Function<UUID, Outcome<?>> effect, String answer) {
        /** The same message, under the same request id or another one. */
        Letter again(UUID requestId) {
            return with(requestId, call.bodyDigest());
        }

        /** The same ids on another text. */
        Letter altered(UUID requestId) {
            return with(requestId, Call.digest(OTHER_TEXT));
        }

        private Letter with(UUID requestId, byte[] digest) {
            Call other = new Call(call.caller(), requestId, call.operation(), call.messageId(), call.subject(), digest);
            return new Letter(other, effect, answer);
        }
    }

    /** A call that nobody has made yet. */
    static Call of(Operation operation, Caller caller, @Nullable UUID messageId, @Nullable PrescriptionId id) {
        String subject = id == null ? "-" : id.value();
        return new Call(caller, UUID.randomUUID(), operation, messageId, subject, Call.digest(TEXT));
    }

    /** Sends a message for the first time. */
    <T> Outcome<T> send(Call call, Function<UUID, Outcome<T>> effect) {
        AtomicReference<Outcome<T>> outcome = new AtomicReference<>();
        String answer = deliver(call, requestId -> {
            outcome.set(effect.apply(requestId));
            return outcome.get();
        });
        last = new Letter(call, effect::apply, answer);
        return outcome.get();
    }

    /** Sends one that was sent before; answers {@code done} or the code of the refusal. */
    String deliver(Letter letter) {
        return deliver(letter.call(), letter.effect());
    }

    /** The last that was sent for the first time. */
    Letter last() {
        return Objects.requireNonNull(last);
    }

    private String deliver(Call call, Function<UUID, Outcome<?>> effect) {
        Outcome<Answer> answer =
                cases.get(Exchange.class).once(call, null, () -> answer(effect.apply(call.requestId())));
        if (answer instanceof Outcome.Done<Answer>(Answer given)) {
            if (!given.hasEffect() && !call.subject().equals("-")) {
                cases.get(PrescriptionsToday.class).touched(new PrescriptionId(call.subject()));
            }
            return new String(given.body(), UTF_8);
        }
        return Stage.code(answer);
    }

    private static Answer answer(Outcome<?> outcome) {
        String code = Stage.code(outcome);
        return new Answer(code.equals(Answer.DONE) ? 200 : 400, "text/plain", code.getBytes(UTF_8), code);
    }
}
