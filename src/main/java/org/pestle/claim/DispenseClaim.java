package org.pestle.claim;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
 * What a pharmacy claims for one issue of a prescription, read from a message whose every value is right (eps.md 1.8).
 *
 * @param id the claim's own id
 * @param replaces the claim that it amends, or null
 * @param longId the prescription's UUID by the message, or null
 * @param patient whose it is by the message
 * @param contractor the pharmacy by the message; decides only for a locum
 * @param authority reimbursement authority: T1450 or RQFZ1
 * @param status of the issue by the message: dispensed or not dispensed
 * @param issueNumber which issue, from 1, or null where the message has no repeat information
 * @param exemption charge exemption code, four digits (eps.md 10.1)
 * @param evidenceSeen whether evidence of the exemption was seen
 * @param lines one per line item
 */
public record DispenseClaim(
        UUID id,
        @Nullable UUID replaces,
        PrescriptionId prescription,
        @Nullable UUID longId,
        NhsNumber patient,
        OdsCode contractor,
        String authority,
        PrescriptionStatus status,
        @Nullable Integer issueNumber,
        String exemption,
        boolean evidenceSeen,
        Instant createdAt,
        List<ClaimLine> lines) {

    /** Copies the list. */
    public DispenseClaim {
        lines = List.copyOf(lines);
    }

    /**
     * The claim for one line item.
     *
     * @param sequence position in the message, from 1
     * @param charge how often the patient paid the charge
     * @param endorsements at least one; NDEC says that there is none
     * @param reason why it was not dispensed, or null
     * @param supplies the products supplied; none if it was not dispensed
     */
    public record ClaimLine(
            LineItemId item,
            int sequence,
            LineItemStatus status,
            Charge charge,
            List<Endorsement> endorsements,
            @Nullable String reason,
            List<Supply> supplies) {

        /** Copies the lists. */
        public ClaimLine {
            endorsements = List.copyOf(endorsements);
            supplies = List.copyOf(supplies);
        }

        /** The product of which most was supplied; the message keeps them all. */
        Optional<Supply> main() {
            return supplies.stream()
                    .max(Comparator.comparing(supply -> supply.quantity().amount()));
        }

        /** The codes of the units in which the supplies are counted. */
        Set<String> units() {
            return supplies.stream().map(supply -> supply.quantity().unitCode()).collect(Collectors.toSet());
        }

        /** How much is claimed, whatever the products. */
        BigDecimal claimed() {
            return supplies.stream().map(supply -> supply.quantity().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /** A product supplied, and how much of it. */
    public record Supply(DmdCode product, Quantity quantity) {}

    /**
     * What the pharmacy notes for pricing (reimbursement.md 5).
     *
     * @param value its information, such as an amount of money, as it was sent; or null
     */
    public record Endorsement(String code, @Nullable String value) {}

    /** The prescription charge paid for an item. */
    public enum Charge {
        PAID_ONCE("paid-once"),
        PAID_TWICE("paid-twice"),
        NOT_PAID("not-paid");

        private final String code;

        Charge(String code) {
            this.code = code;
        }

        /** The standard's word. */
        public String code() {
            return code;
        }
    }
}
