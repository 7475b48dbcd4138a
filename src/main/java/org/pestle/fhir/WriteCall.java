package org.pestle.fhir;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Operation;
import org.pestle.exchange.Answer;
import org.pestle.exchange.Call;
import org.pestle.exchange.Exchange;
import org.pestle.prescription.PrescriptionsToday;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.values.PrescriptionId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The common way of every write of the FHIR interfaces: what was examined beforehand takes effect once, a refusal is
 * kept beside the call, and a call that is sent again gets the answer it got before.
 */
@Component
public class WriteCall {
    private final Exchange exchange;
    private final OutcomeWriter outcomes;
    private final HolderNames holders;
    private final PrescriptionsToday prescriptions;

    WriteCall(Exchange exchange, OutcomeWriter outcomes, HolderNames holders, PrescriptionsToday prescriptions) {
        this.exchange = exchange;
        this.outcomes = outcomes;
        this.holders = holders;
        this.prescriptions = prescriptions;
    }

    /**
     * What is written.
     *
     * @param messageId the message's own id, or null where it has none or could not be read
     * @param subject the record it is about, as far as could be read: a prescription id, else {@code -}
     */
    public record Written(Operation operation, @Nullable UUID messageId, String subject) {
        /** A message that could not be read so far. */
        public static Written unread(Operation operation) {
            return new Written(operation, null, "-");
        }
    }

    /**
     * Answers a write.
     *
     * @param examined what came of reading and examining the message, outside any transaction
     * @param expected the answer if all goes well, where it is known before the effect; saves a round trip
     * @param effect takes effect in the transaction of the call; answers {@code expected} itself where that is given
     */
    public <T> ResponseEntity<byte[]> handle(
            Received received,
            Written written,
            Outcome<T> examined,
            @Nullable Answer expected,
            Function<T, Outcome<Answer>> effect) {
        Call call = new Call(
                received.caller(),
                received.requestId(),
                written.operation(),
                written.messageId(),
                written.subject(),
                Call.digest(received.body()));
        Outcome<Answer> answer = switch (examined) {
            case Outcome.Refused<T> refused -> exchange.once(call, null, () -> outcomes.answer(refused.findings()));
            case Outcome.Done<T> done ->
                exchange.once(call, expected, () -> answerOf(effect.apply(done.value())), holders::complete);
        };
        if (examined instanceof Outcome.Done) {
            touch(written.subject(), answer);
        }
        return respond(answerOf(answer));
    }

    /** A refusal takes back what its message did; that an overdue prescription expired stays (eps.md 4.6). */
    private void touch(String subject, Outcome<Answer> answer) {
        boolean refused = answer instanceof Outcome.Done<Answer>(Answer given) && !given.hasEffect();
        if (refused && PrescriptionId.hasRightShape(subject)) {
            prescriptions.touched(new PrescriptionId(subject));
        }
    }

    /** Refuses a write, and keeps the refusal. */
    public ResponseEntity<byte[]> refuse(Received received, Written written, List<Finding> findings) {
        return handle(received, written, Outcome.<Answer>refused(findings), null, Outcome::done);
    }

    /** An answer as it goes out. */
    public static ResponseEntity<byte[]> respond(Answer answer) {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(answer.status()).header(HttpHeaders.CONTENT_TYPE, answer.contentType());
        if (answer.status() == InterfaceErrors.UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, InterfaceErrors.RETRY_AFTER_SECONDS);
        }
        return response.body(answer.body());
    }

    private Answer answerOf(Outcome<Answer> outcome) {
        return switch (outcome) {
            case Outcome.Done<Answer> done -> done.value();
            case Outcome.Refused<Answer> refused -> outcomes.answer(refused.findings());
        };
    }
}
