package org.pestle.dispensing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.pestle.values.Quantity;

/**
 * What a pharmacy tells about one issue of a prescription, read from a message whose every value is right (eps.md 1.6).
 *
 * @param id the message's own id
 * @param releaseId the release it answers, or null
 * @param replaces the notification that it amends, or null
 * @param patient whose it is by the message
 * @param dispenser the pharmacy by the message; decides only for a locum
 * @param authority reimbursement authority: T1450 or RQFZ1
 * @param status what the issue becomes by the message
 * @param issueNumber which issue, from 1, or null where the message has no repeat information
 * @param issues how many issues by the message, or null
 * @param handedOverAt when the medicines were handed over
 * @param items each line item at least once; more than once where it was supplied as several products
 */
public record DispenseNotification(
        UUID id,
        @Nullable UUID releaseId,
        @Nullable UUID replaces,
        PrescriptionId prescription,
        NhsNumber patient,
        OdsCode dispenser,
        String authority,
        PrescriptionStatus status,
        @Nullable Integer issueNumber,
        @Nullable Integer issues,
        Instant handedOverAt,
        List<DispensedItem> items) {

    /** Copies the list. */
    public DispenseNotification {
        items = List.copyOf(items);
    }

    /**
     * One product supplied for a line item, or the word that none was.
     *
     * @param id the dispensed item's own id
     * @param item the line item it is for
     * @param status what the line item becomes
     * @param product the product supplied, or null
     * @param quantity how much; zero where nothing was supplied
     * @param reason why nothing was supplied, or null
     */
    public record DispensedItem(
            UUID id,
            LineItemId item,
            LineItemStatus status,
            @Nullable DmdCode product,
            @Nullable String productName,
            Quantity quantity,
            @Nullable String reason) {}

    /** What each line item becomes, in the order of the message. */
    public Map<LineItemId, LineItemStatus> itemStatuses() {
        Map<LineItemId, LineItemStatus> statuses = new LinkedHashMap<>();
        items.forEach(item -> statuses.putIfAbsent(item.item(), item.status()));
        return statuses;
    }

    /** Whether all that was supplied of a line item is counted in this unit. */
    boolean isCountedIn(LineItemId item, String unitCode) {
        return items.stream()
                .filter(dispensed -> dispensed.item().equals(item))
                .allMatch(dispensed -> dispensed.quantity().unitCode().equals(unitCode));
    }

    /** How much of a line item was supplied by this message, whatever the products. */
    BigDecimal supplied(LineItemId item) {
        return items.stream()
                .filter(dispensed -> dispensed.item().equals(item))
                .map(dispensed -> dispensed.quantity().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
