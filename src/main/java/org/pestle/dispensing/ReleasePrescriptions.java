package org.pestle.dispensing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.dispensing.ReleaseTable.Taken;
import org.pestle.dispensing.ReleaseTable.Taking;
import org.pestle.dispensing.ReleaseTable.Times;
import org.pestle.prescription.Act;
import org.pestle.prescription.ControlledDrugs;
import org.pestle.prescription.DispensingWindow;
import org.pestle.prescription.ExpirePrescriptions;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.prescription.StoredMessage;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.signature.SignatureVerdict;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands prescriptions to a pharmacy (eps.md 1.5, 6.4, 12.3). Runs in the transaction of the exchange: one statement
 * takes them, so that each has one holder; the signature of each is checked again on the stored bytes, and one whose
 * signature does not hold is given back at once.
 */
@Component
public class ReleasePrescriptions {
    /** The most that one nominated release hands out. */
    public static final int MOST_PER_CALL = 25;

    private static final int ATTEMPTS = 3;
    private static final int UNCERTAIN_ROUNDS = 10;
    private static final SignatureVerdict DAMAGED =
            new SignatureVerdict.Invalid(List.of("The stored message is damaged"));

    private final ReleaseTable table;
    private final MessageOpener messages;
    private final StoredSignatures signatures;
    private final AutomaticReturn returns;
    private final TransactionTemplate savepoints;
    private final TimeOfSupply time;
    private final Clock clock;

    ReleasePrescriptions(
            ReleaseTable table,
            MessageOpener messages,
            StoredSignatures signatures,
            AutomaticReturn returns,
            TransactionTemplate transactions,
            TimeOfSupply time,
            Clock clock) {
        this.table = table;
        this.messages = messages;
        this.signatures = signatures;
        this.returns = returns;
        this.savepoints = new TransactionTemplate(
                Objects.requireNonNull(transactions.getTransactionManager(), "a template of Spring has its manager"));
        this.savepoints.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.time = time;
        this.clock = clock;
    }

    /**
     * Takes up to {@link #MOST_PER_CALL} of those that are nominated to a site and ready for download, the oldest
     * first.
     *
     * @return the release, or a refusal: none is left, or a signature cannot be checked at the moment
     */
    public Outcome<Release> nominated(OdsCode site, Caller caller, UUID requestId) {
        time.expireItemsAt(site, NhsDates.today(clock));
        if (!signatures.areCertain()) {
            return nominatedButForUncertain(site, caller, requestId);
        }
        Taking taking = taking(site, caller, requestId, null);
        List<Taken> taken = table.takeNominated(taking, MOST_PER_CALL, Set.of());
        return taken.isEmpty() ? Outcome.refused(Problem.NO_MORE_PRESCRIPTIONS) : handOut(check(taken), taking);
    }

    /**
     * The same while it is not certain that every signature can be checked: what cannot be checked now stays exactly
     * where it is, and the others are handed out. Each try goes back to its savepoint if it took one of those.
     */
    private Outcome<Release> nominatedButForUncertain(OdsCode site, Caller caller, UUID requestId) {
        Set<PrescriptionId> uncertain = new LinkedHashSet<>();
        for (int round = 1; round <= UNCERTAIN_ROUNDS; round++) {
            Taking taking = taking(site, caller, requestId, null);
            Checked checked = Objects.requireNonNull(savepoints.execute(status -> {
                Checked found = check(table.takeNominated(taking, MOST_PER_CALL, uncertain));
                if (!found.undetermined().isEmpty()) {
                    status.setRollbackOnly();
                }
                return found;
            }));
            if (checked.undetermined().isEmpty()) {
                boolean nothing = checked.passed().isEmpty() && checked.failed().isEmpty();
                return !nothing
                        ? handOut(checked, taking)
                        : Outcome.refused(
                                uncertain.isEmpty() ? Problem.NO_MORE_PRESCRIPTIONS : Problem.SIGNATURE_UNDETERMINED);
            }
            uncertain.addAll(checked.undetermined());
        }
        return Outcome.refused(Problem.SIGNATURE_UNDETERMINED);
    }

    /**
     * Takes the current issue of one prescription, whoever is nominated.
     *
     * @param nominatedOnly whether the caller may only take what is nominated to the site (contract.md 6)
     * @return the release, or a refusal as in eps.md 12.3
     */
    public Outcome<Release> byId(
            PrescriptionId id, OdsCode site, boolean nominatedOnly, Caller caller, UUID requestId) {
        time.expireItemsOf(id);
        Taking taking = taking(site, caller, requestId, nominatedOnly ? site : null);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<Taken> taken = table.takeById(taking, id);
            if (!taken.isEmpty()) {
                return handOut(check(taken), taking);
            }
            Finding reason = ReleaseRefusal.of(table.issues(id, taking.today()), site, nominatedOnly, taking.today());
            if (reason != null) {
                return Outcome.refused(reason);
            }
            // It was given back between the two statements: try again.
        }
        throw new IllegalStateException("an issue that could be released was taken away " + ATTEMPTS + " times");
    }

    /** What a release knows of the time of supply of controlled drugs: nothing is handed out that has just expired. */
    @Component
    record TimeOfSupply(ExpirePrescriptions expire, PrescriptionSettings settings) {
        private void expireItemsAt(OdsCode site, LocalDate today) {
            expire.expireItemsAt(site, today, MOST_PER_CALL);
        }

        private void expireItemsOf(PrescriptionId id) {
            if (settings.controlled().whenOver() == ControlledDrugs.WhenOver.EXPIRE) {
                expire.expireOverdue(id);
            }
        }
    }

    private Taking taking(OdsCode site, Caller caller, UUID requestId, @Nullable OdsCode nominatedTo) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = NhsDates.today(clock);
        return new Taking(site, UUID.randomUUID(), caller, requestId, at, today, nominatedTo);
    }

    /** Prescriptions that were taken, by what the check of their signatures found. */
    private record Checked(
            List<ReleasedPrescription> passed, List<ReleasedPrescription> failed, List<PrescriptionId> undetermined) {}

    private Checked check(List<Taken> taken) {
        LocalDate today = NhsDates.today(clock);
        Checked checked = new Checked(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Taken one : taken) {
            Optional<OpenedMessage> message =
                    StoredMessage.restore(one.message()).flatMap(messages::open);
            switch (message.map(signatures::check).orElse(DAMAGED)) {
                case SignatureVerdict.Valid valid -> checked.passed().add(released(one, message, List.of(), today));
                case SignatureVerdict.Invalid invalid ->
                    checked.failed().add(released(one, message, invalid.reasons(), today));
                case SignatureVerdict.Undetermined undetermined ->
                    checked.undetermined().add(one.id());
            }
        }
        return checked;
    }

    private Outcome<Release> handOut(Checked checked, Taking taking) {
        if (!checked.undetermined().isEmpty()) {
            return Outcome.refused(Problem.SIGNATURE_UNDETERMINED);
        }
        if (!checked.failed().isEmpty()) {
            returns.of(
                    checked.failed().stream().map(ReleasedPrescription::id).toList(),
                    taking.leaseId(),
                    returning(taking));
        }
        return Outcome.done(new Release(taking.leaseId(), checked.passed(), checked.failed()));
    }

    /** The site gives back, by the call that released. */
    private static Act returning(Taking taking) {
        Caller caller = taking.caller();
        Caller site =
                new Caller(caller.clientId(), caller.userId(), caller.roleProfileId(), caller.role(), taking.site());
        return new Act(site, Operation.RETURN, taking.at(), taking.requestId());
    }

    private ReleasedPrescription released(
            Taken taken, Optional<OpenedMessage> message, List<String> reasons, LocalDate today) {
        return new ReleasedPrescription(
                taken.id(),
                taken.treatment(),
                taken.issueNumber(),
                taken.issues(),
                taken.statusBefore(),
                taken.itemsBefore(),
                message,
                taken.lastHandedOverAt(),
                reasons,
                advice(taken, today));
    }

    private SupplyAdvice advice(Taken taken, LocalDate today) {
        Times times = taken.times();
        DispensingWindow window = DispensingWindow.of(
                times.authoredOn(),
                times.startsOn(),
                times.daysSupply(),
                taken.issueNumber(),
                times.expiresOn(),
                time.settings());
        return new SupplyAdvice(today, window, times.supplyUntil(), AgeExemption.of(times.bornOn()));
    }
}
