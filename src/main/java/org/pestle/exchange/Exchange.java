package org.pestle.exchange;

import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pestle.audit.AuditTrail;
import org.pestle.exchange.ExchangeTable.StoredAnswer;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives every write its effect once, however often and from however many threads it is sent (contract.md 5, 6). The row
 * that remembers the call stands in the same transaction as the effect, so a crash leaves both or neither.
 *
 * <p>Cost of a call that is done: one round trip for the row, those of the effect, one for the commit. A caller that
 * knows the answer before the effect (a create is always answered alike) saves the round trip that stores it.
 */
@Component
public class Exchange {
    private final ExchangeTable table;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Exchange(ExchangeTable table, AuditTrail audit, TransactionTemplate transaction, Clock clock) {
        this.table = table;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Answers a call: with the stored answer if it was received before, else with that of the effect, which runs in a
     * transaction of this call. A refusal undoes whatever the effect did, unless it says that its effect stays
     * ({@link Answer#keepingItsEffect}); it is kept and audited, but an answer of 500 and above is not, so that the
     * sender may try again.
     *
     * @param expected the answer if all goes well, or null if only the effect knows
     * @param effect does the work and answers
     * @return the answer, or a refusal because the id was used for another message
     */
    public Outcome<Answer> once(Call call, @Nullable Answer expected, Supplier<Answer> effect) {
        return once(call, expected, effect, UnaryOperator.identity());
    }

    /**
     * The same.
     *
     * @param finish completes a refusal before it is kept, outside any transaction: it may ask other services
     */
    public Outcome<Answer> once(
            Call call, @Nullable Answer expected, Supplier<Answer> effect, UnaryOperator<Answer> finish) {
        while (true) {
            Attempt attempt = attempt(call, expected, effect);
            if (attempt.answer() == null) {
                Optional<StoredAnswer> stored = table.find(call);
                if (stored.isPresent()) {
                    return compare(call, stored.get());
                }
            } else if (attempt.answer().hasEffect() || !attempt.answer().isFinal()) {
                return Outcome.done(attempt.answer());
            } else {
                Answer refusal = finish.apply(attempt.answer());
                if (keepRefusal(call, refusal)) {
                    return Outcome.done(refusal);
                }
            }
            // The twin of this call that was in the way has gone without a trace: try again.
        }
    }

    /**
     * The answer to a call that was received before, for an effect that begins outside (a change asked of another
     * system): it must not begin a second time. Empty if the call is new or still under way.
     */
    public Optional<Outcome<Answer>> answered(Call call) {
        return table.find(call).map(stored -> compare(call, stored));
    }

    private Attempt attempt(Call call, @Nullable Answer expected, Supplier<Answer> effect) {
        return transaction.execute(status -> {
            if (!table.receive(call, expected, clock.instant())) {
                status.setRollbackOnly();
                return new Attempt(null);
            }
            Answer answer = effect.get();
            if (!answer.hasEffect()) {
                status.setRollbackOnly();
            } else if (!answer.equals(expected)) {
                table.answer(call, answer);
            }
            return new Attempt(answer);
        });
    }

    private boolean keepRefusal(Call call, Answer refusal) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!table.receive(call, refusal, clock.instant())) {
                return false;
            }
            audit.record(call.caller(), call.operation(), call.subject(), refusal.outcome(), call.requestId());
            return true;
        }));
    }

    private static Outcome<Answer> compare(Call call, StoredAnswer stored) {
        if (Arrays.equals(stored.bodyDigest(), call.bodyDigest())) {
            return Outcome.done(stored.answer());
        }
        return stored.requestId().equals(call.requestId())
                ? Outcome.refused(
                        Finding.at("X-Request-ID", Problem.REQUEST_ID_REUSED, Problem.REQUEST_ID_REUSED.title()))
                : Outcome.refused(
                        Finding.at("Bundle.identifier", Problem.MESSAGE_ID_REUSED, Problem.MESSAGE_ID_REUSED.title()));
    }

    /** What one attempt came to; without an answer if the call had been received before. */
    private record Attempt(@Nullable Answer answer) {}
}
