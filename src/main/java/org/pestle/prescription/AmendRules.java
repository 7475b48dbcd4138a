package org.pestle.prescription;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.prescription.PrescriptionOrder.OrderedItem;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;

/** Why a prescription may not be amended (ADR 0014). The reasons are tried in the order of the methods. */
final class AmendRules {
    private static final Set<PrescriptionEvent> DISPENSE = EnumSet.of(
            PrescriptionEvent.DISPENSED_IN_FULL,
            PrescriptionEvent.DISPENSED_IN_PART,
            PrescriptionEvent.NOTHING_DISPENSED);

    private final PrescriptionRecord old;
    private final List<HistoryEvent> history;
    private final boolean held;
    private final Set<LineItemId> cancelledBefore;

    /**
     * For one prescription as it stands, locked.
     *
     * @param history of all its issues, by issue and version
     * @param held whether a reviewer has yet to decide on it
     * @param cancelledBefore items of earlier versions that had been cancelled
     */
    AmendRules(PrescriptionRecord old, List<HistoryEvent> history, boolean held, Set<LineItemId> cancelledBefore) {
        this.old = old;
        this.history = history;
        this.held = held;
        this.cancelledBefore = cancelledBefore;
    }

    /**
     * The first reason, or null if there is none.
     *
     * @param replaces id of the message that the sender takes for the newest version
     */
    @Nullable
    Finding refusal(Accepted accepted, UUID replaces, Caller caller, LocalDate today) {
        Finding reason = otherOrganisation(accepted.order(), caller);
        reason = reason == null ? otherPrescription(accepted.order()) : reason;
        reason = reason == null ? otherVersion(replaces) : reason;
        reason = reason == null ? notAmendable(today) : reason;
        reason = reason == null ? cancelledItem(accepted.order()) : reason;
        return reason == null ? signedEarlier(accepted) : reason;
    }

    /** The first reason that the new version has no part in, or null if there is none. */
    @Nullable
    Finding standing(OdsCode organisation, LocalDate today) {
        Finding reason = otherSender(organisation);
        return reason == null ? notAmendable(today) : reason;
    }

    /** The organisation that sent it counts, not the person. */
    private @Nullable Finding otherSender(OdsCode organisation) {
        return history.stream().limit(1).allMatch(first -> first.organisation().equals(organisation.value()))
                ? null
                : Finding.of(Problem.NOT_PERMITTED, "Only the organisation that sent a prescription may amend it");
    }

    /** It stays on the account of its practice. */
    private @Nullable Finding otherOrganisation(PrescriptionOrder order, Caller caller) {
        Finding reason = otherSender(caller.organisation());
        if (reason != null) {
            return reason;
        }
        return order.prescriber().practice().equals(old.prescriber().practice())
                ? null
                : Finding.of(Problem.NOT_PERMITTED, "An amendment is of the same prescribing organisation");
    }

    private @Nullable Finding otherPrescription(PrescriptionOrder order) {
        if (!order.longId().equals(old.longId())) {
            return Finding.at(
                    "Bundle.entry.resource.ofType(MedicationRequest).groupIdentifier.extension.value.value",
                    Problem.INVALID_VALUE,
                    "The long id is not that of the prescription with this short id");
        }
        return order.patient().nhsNumber().equals(old.patient().nhsNumber())
                ? null
                : Finding.at(
                        "Bundle.entry.resource.ofType(Patient).identifier.value",
                        Problem.INVALID_VALUE,
                        "An amendment is for the same patient: cancel the prescription and write another one");
    }

    private @Nullable Finding otherVersion(UUID replaces) {
        return replaces.equals(old.messageId())
                ? null
                : Finding.at(
                        "Bundle.entry.resource.ofType(MessageHeader).extension.value.value",
                        Problem.RESOURCE_VERSION_MISMATCH,
                        "The message that is replaced is not the newest version of the prescription");
    }

    private @Nullable Finding notAmendable(LocalDate today) {
        if (held) {
            return Finding.of(Problem.PRESCRIPTION_HELD_FOR_REVIEW);
        }
        if (history.stream().map(HistoryEvent::event).anyMatch(DISPENSE::contains)) {
            return notNow("Something of the prescription was dispensed: it cannot be amended any more");
        }
        for (Issue issue : old.issues()) {
            if (PrescriptionLifecycle.next(issue.status(), PrescriptionEvent.AMENDED)
                    .isEmpty()) {
                return notNow("The prescription cannot be amended now: "
                        + issue.status().display());
            }
        }
        return old.issues().getFirst().expiresOn().isBefore(today)
                ? notNow("The prescription has expired: it cannot be amended any more")
                : null;
    }

    private static Finding notNow(String sentence) {
        return Finding.of(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION, sentence);
    }

    private @Nullable Finding cancelledItem(PrescriptionOrder order) {
        Set<LineItemId> cancelled = new HashSet<>(cancelledBefore);
        for (Issue issue : old.issues()) {
            issue.items().stream()
                    .filter(item -> item.status() == LineItemStatus.CANCELLED)
                    .forEach(item -> cancelled.add(item.id()));
        }
        return order.items().stream().map(OrderedItem::id).noneMatch(cancelled::contains)
                ? null
                : Finding.at(
                        "Bundle.entry.resource.ofType(MedicationRequest).identifier.value",
                        Problem.MEDICATIONREQUEST_INVALID_STATE_TRANSITION,
                        "An item that was cancelled does not come back: leave it out, or give it a new identifier");
    }

    private @Nullable Finding signedEarlier(Accepted accepted) {
        return accepted.verdict().signedAt().isBefore(old.signedAt())
                ? Finding.at(
                        "Bundle.entry.resource.ofType(Provenance).signature.when",
                        Problem.INVALID_VALUE,
                        "The amendment was signed before the version that it replaces")
                : null;
    }
}
