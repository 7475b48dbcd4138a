package org.pestle.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.CancellationReason;
import org.pestle.prescription.HistoryEvent;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;
import org.pestle.values.Quantity;

/**
 * One issue as a clinician sees it (eps.md 1.10): what was prescribed, what was dispensed, and how it came to where it
 * is.
 *
 * @param prescription what was prescribed, or null of a cancellation that came before its prescription
 * @param history of this issue, oldest first
 * @param supplies what pharmacies told of this issue, oldest first
 * @param cancellations what prescribers asked to cancel, and did not ask in vain
 */
public record ClinicalView(
        TrackedIssue issue,
        @Nullable PrescriptionRecord prescription,
        List<HistoryEvent> history,
        List<Supply> supplies,
        List<Cancellation> cancellations) {
    /** Copies the lists. */
    public ClinicalView {
        history = List.copyOf(history);
        supplies = List.copyOf(supplies);
        cancellations = List.copyOf(cancellations);
    }

    /**
     * What a dispense notification says of one item.
     *
     * @param id the dispensed item's own id
     * @param notifiedAt when the notification came
     * @param to what the issue became
     * @param product the name of what was supplied, or null
     * @param reason why nothing was, or null
     */
    public record Supply(
            UUID id,
            UUID notification,
            Instant notifiedAt,
            OdsCode organisation,
            PrescriptionStatus to,
            LineItemId item,
            LineItemStatus status,
            @Nullable String product,
            Quantity quantity,
            @Nullable String reason) {}

    /**
     * A cancellation that was done or waits.
     *
     * @param item what is to be cancelled, or null for the whole prescription
     */
    public record Cancellation(@Nullable LineItemId item, CancellationReason reason) {}

    /** Why the whole prescription was or is to be cancelled. */
    public Optional<CancellationReason> reason() {
        return cancellations.stream()
                .filter(cancellation -> cancellation.item() == null)
                .map(Cancellation::reason)
                .findFirst();
    }

    /**
     * Why nothing of the issue was dispensed: the reason of the last notification, where it is the same for all items
     * (eps.md 1.6). Empty while something is or may be dispensed.
     */
    public Optional<String> notDispensedBecause() {
        if (issue.status() != PrescriptionStatus.NOT_DISPENSED || supplies.isEmpty()) {
            return Optional.empty();
        }
        UUID last = supplies.getLast().notification();
        Set<Optional<String>> reasons = supplies.stream()
                .filter(supply -> supply.notification().equals(last))
                .map(supply -> Optional.ofNullable(supply.reason()))
                .collect(Collectors.toSet());
        return reasons.size() == 1 ? reasons.iterator().next() : Optional.empty();
    }

    /** Why an item was or is to be cancelled. */
    public Optional<CancellationReason> reason(LineItemId item) {
        return cancellations.stream()
                .filter(cancellation -> item.equals(cancellation.item()))
                .map(Cancellation::reason)
                .findFirst();
    }
}
