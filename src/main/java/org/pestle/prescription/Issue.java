package org.pestle.prescription;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pestle.routing.Nomination;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * One issue of a prescription as it stands: an issue, not a prescription, has a status.
 *
 * @param number 1 to 99
 * @param version rises by one with every change; the optimistic lock
 * @param chainHead hash of the last row of its history
 * @param lease who has it, or null
 * @param leaseVersion how often it has been released: a lease with another version is void
 * @param startsOn first day on which it may be dispensed; of a later issue of an eRD, the day on which the one before
 *     was dispensed
 * @param expiresOn last day on which it may be dispensed
 * @param dispensedOn day of the last supply, or null
 * @param completedOn day on which it was completed, expired or cancelled, or null
 * @param lastNotification id of the last dispense notification, or null
 * @param claimId the live claim, or null
 * @param claimedOn day on which it was received, or null
 * @param items in the order of the prescription
 */
public record Issue(
        PrescriptionId prescription,
        int number,
        PrescriptionStatus status,
        int version,
        byte[] chainHead,
        Nomination nomination,
        @Nullable Lease lease,
        int leaseVersion,
        LocalDate startsOn,
        LocalDate expiresOn,
        NextActivity next,
        @Nullable LocalDate dispensedOn,
        @Nullable LocalDate completedOn,
        @Nullable UUID lastNotification,
        @Nullable UUID claimId,
        @Nullable LocalDate claimedOn,
        List<Item> items) {

    /** Copies the list. */
    public Issue {
        items = List.copyOf(items);
    }

    /**
     * A line item in this issue.
     *
     * @param supplyUntil last day on which a controlled drug may be supplied, or null where only the validity of the
     *     issue ends it
     */
    public record Item(
            LineItemId id, LineItemStatus status, @Nullable LocalDate supplyUntil) {
        /** Whether its own time of supply was over before that day. */
        public boolean isOver(LocalDate day) {
            return supplyUntil != null && supplyUntil.isBefore(day);
        }
    }

    /**
     * Who has an issue since when.
     *
     * @param id the id of the release answer, which serves as the lease token
     */
    public record Lease(OdsCode holder, UUID id, Instant releasedAt) {}

    /** The organisation that has it, or had it last. */
    public Optional<OdsCode> holder() {
        return Optional.ofNullable(lease).map(Lease::holder);
    }

    /** Last day on which a controlled item may be supplied; empty where only the validity of the issue ends it. */
    public Optional<LocalDate> supplyUntil(LineItemId id) {
        return items.stream()
                .filter(item -> item.id().equals(id))
                .flatMap(item -> Stream.ofNullable(item.supplyUntil()))
                .findFirst();
    }

    /** The status of an item, or empty if it is none of this prescription's. */
    public Optional<LineItemStatus> statusOf(LineItemId id) {
        return items.stream()
                .filter(item -> item.id().equals(id))
                .map(Item::status)
                .findFirst();
    }
}
