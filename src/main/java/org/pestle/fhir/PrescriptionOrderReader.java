package org.pestle.fhir;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Provenance;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.PrescriptionOrder;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.signature.SignedContent;
import org.pestle.values.NhsDates;
import org.springframework.stereotype.Component;

/** Reads a prescription-order message: an order whose every value is right, or all findings (eps.md 1.4, 3.4, 12.1). */
@Component
class PrescriptionOrderReader {
    private final Clock clock;

    PrescriptionOrderReader(Clock clock) {
        this.clock = clock;
    }

    /** Reads a message that has come in. */
    Outcome<PrescriptionOrder> read(Bundle bundle) {
        return read(bundle, null);
    }

    /** What is wrong with such a message. */
    List<Finding> findings(Bundle bundle) {
        return readUnsent(bundle) instanceof Outcome.Refused<?> refused ? refused.findings() : List.of();
    }

    /** With a signature of its own, or this one. */
    private Outcome<PrescriptionOrder> read(Bundle bundle, @Nullable Signed instead) {
        Reading reading = new Reading();
        Message message = new Message(bundle);
        SignedOrder signed = SignedOrder.read(message, reading);
        if (signed == null) {
            return Outcome.refused(reading.findings());
        }
        Signed signature = instead == null ? Signed.read(message, signed, reading) : instead;
        OrderDraft draft = draft(signed, signature, reading);
        CreationRules.check(draft, reading);
        Replacement.read(message, reading);
        return reading.findings().isEmpty() ? Outcome.done(draft.order()) : Outcome.refused(reading.findings());
    }

    /** Reads a message that need not be signed yet: for {@code $validate}. */
    Outcome<PrescriptionOrder> readUnsent(Bundle bundle) {
        boolean isSigned = !new Message(bundle).all(Provenance.class).isEmpty();
        return isSigned ? read(bundle) : read(bundle, new Signed(clock.instant(), List.of()));
    }

    /**
     * Reads a kept message again, as far as its signature needs; empty if it is not such a message any more. Rules that
     * are stricter today than when it was kept do not matter: what the signature signs does.
     */
    Optional<OpenedPrescription> open(Bundle bundle) {
        return Optional.ofNullable(opened(bundle, new Reading()));
    }

    /** Reads a signed message again, as far as its signature needs. */
    Outcome<OpenedPrescription> reread(Bundle bundle) {
        Reading reading = new Reading();
        OpenedPrescription opened = opened(bundle, reading);
        return opened == null ? Outcome.refused(reading.findings()) : Outcome.done(opened);
    }

    private static @Nullable OpenedPrescription opened(Bundle bundle, Reading reading) {
        Message message = new Message(bundle);
        SignedOrder signed = SignedOrder.read(message, reading);
        Signed signature = signed == null ? null : Signed.read(message, signed, reading);
        return signed == null || signature == null
                ? null
                : new OpenedPrescription(bundle, signed.signedAt(signature.at()), signature.signatures());
    }

    /** Reads what is signed, for {@code $prepare}. */
    Outcome<SignedContent> contentToSign(Bundle bundle, Instant signedAt) {
        Reading reading = new Reading();
        SignedOrder signed = SignedOrder.read(new Message(bundle), reading);
        return signed == null ? Outcome.refused(reading.findings()) : reading.outcome(signed.signedAt(signedAt));
    }

    private OrderDraft draft(SignedOrder signed, @Nullable Signed signature, Reading reading) {
        return new OrderDraft(signed, signature == null ? Signed.NONE : signature, reading, NhsDates.today(clock));
    }
}
