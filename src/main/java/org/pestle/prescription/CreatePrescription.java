package org.pestle.prescription;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.prescription.ControlledDrugs.RepeatDispensing;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.problems.Problem.Severity;
import org.pestle.routing.Nomination;
import org.pestle.routing.Nomination.Nominated;
import org.pestle.signature.SignatureVerdict.Invalid;
import org.pestle.signature.SignatureVerdict.Undetermined;
import org.pestle.signature.SignatureVerdict.Valid;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Takes a prescription that was ordered into the record, in two steps: what asks the world outside happens before the
 * transaction, what changes the record is one statement within it.
 */
@Component
public class CreatePrescription {
    /** The rules by which a signature was believed, kept with each prescription. */
    static final String POLICY_VERSION = "2026-11";

    private static final String SIGNATURE_DATA = "Provenance.signature.data";

    private final Outside outside;
    private final CreateTable table;
    private final EarlyCancellations early;
    private final HoldAlert alert;
    private final PrescriptionSettings settings;
    private final Clock clock;

    CreatePrescription(
            Outside outside,
            CreateTable table,
            EarlyCancellations early,
            HoldAlert alert,
            PrescriptionSettings settings,
            Clock clock) {
        this.outside = outside;
        this.table = table;
        this.early = early;
        this.alert = alert;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Finds out whether an order may be kept: is the signature there and does it hold, and where is it to go. Asks PDS
     * and the directory; to be called outside any transaction.
     *
     * @return the order with what was found out; or refused because the signature is missing, does not hold (one
     *     finding per reason) or cannot be checked now, or because the nominated site is none
     */
    public Outcome<Accepted> examine(PrescriptionOrder order, Caller caller) {
        if (order.signatures().isEmpty()) {
            return Outcome.refused(Problem.MISSING_DIGITAL_SIGNATURE);
        }
        List<Finding> banned = settings.controlled().bannedFromRepeatDispensing(order);
        if (!banned.isEmpty() && settings.controlled().repeatDispensing() == RepeatDispensing.REFUSE) {
            return Outcome.refused(banned);
        }
        return switch (outside.verdictOn(order, caller.clientId())) {
            case Invalid invalid ->
                Outcome.refused(invalid.reasons().stream()
                        .map(reason -> Finding.at(SIGNATURE_DATA, Problem.INVALID_SIGNATURE, reason))
                        .toList());
            case Undetermined undetermined ->
                Outcome.refused(Finding.at(SIGNATURE_DATA, Problem.SIGNATURE_UNDETERMINED, undetermined.reason()));
            case Valid valid -> route(order, valid);
        };
    }

    /**
     * What the prescriber should know of an order that may be kept all the same; mostly nothing.
     *
     * @param nomination where it goes
     */
    public List<Finding> notes(PrescriptionOrder order, Nomination nomination) {
        List<Finding> notes = new ArrayList<>(settings.controlled().bannedFromRepeatDispensing(order));
        if (nomination instanceof Nominated to && to.basis() == Nomination.Basis.ONE_OFF) {
            String sentence = "The prescription goes to " + to.site() + ", which is not the site that the patient has"
                    + " nominated: for this prescription only. The patient's nomination is as it was.";
            notes.add(Finding.of(Problem.ONE_OFF_NOMINATION, sentence));
        }
        return informational(notes);
    }

    /**
     * The same before an order is sent, and whether it could go where it is to go. Asks PDS and the directory, so it is
     * to be called outside any transaction.
     */
    public List<Finding> outlook(PrescriptionOrder order) {
        return switch (outside.nominate(order)) {
            case Outcome.Refused<Nomination> refused -> informational(refused.findings());
            case Outcome.Done<Nomination>(Nomination nomination) -> notes(order, nomination);
        };
    }

    private static List<Finding> informational(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.as(Severity.INFORMATION, "informational"))
                .toList();
    }

    private Outcome<Accepted> route(PrescriptionOrder order, Valid verdict) {
        return switch (outside.nominate(order)) {
            case Outcome.Refused<Nomination> refused -> Outcome.refused(refused.findings());
            case Outcome.Done<Nomination> done ->
                Outcome.done(new Accepted(order, verdict, done.value(), commissionerOf(order)));
        };
    }

    private @Nullable OdsCode commissionerOf(PrescriptionOrder order) {
        OdsCode byTheMessage = order.prescriber().commissioner();
        return outside.commissionerOf(order.prescriber().practice()).orElse(byTheMessage);
    }

    /**
     * Keeps an order: ids, prescription, items, issues, first rows of the history, worklist and audit trail, in one
     * round trip; one that was cancelled before it came is kept and cancelled, in some more. Over the limits of its
     * signer it is kept all the same, but held for review ({@link SigningLimits}). To be called in the transaction of
     * the exchange, which undoes everything if this refuses.
     *
     * @param message the message as received
     * @return the prescription; or refused because its short id, long id or signed content was kept before
     */
    public Outcome<Created> keep(Accepted accepted, byte[] message, Caller caller, UUID requestId) {
        PrescriptionOrder order = accepted.order();
        Act act = new Act(caller, Operation.CREATE, clock.instant(), requestId);
        LocalDate today = NhsDates.on(act.at());
        List<FirstIssue> issues = FirstIssue.of(order, settings, today);
        byte[] stored = StoredMessage.of(message);
        Optional<Created> created = table.keep(accepted, issues, stored, POLICY_VERSION, act);
        if (created.isEmpty() && early.giveWay(order.id(), CreateTable.identities(accepted), today)) {
            // It was cancelled before it came (eps.md 4.3 row 1c).
            created = table.keep(accepted, issues, stored, POLICY_VERSION, act);
            created.ifPresent(kept -> early.apply(kept.id(), act));
        }
        created.ifPresent(alert::raiseIfHeld);
        return created.map(Outcome::done).orElseGet(() -> Outcome.refused(Problem.DUPLICATE_PRESCRIPTION_ID));
    }
}
