package org.pestle.claim;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.LineItemStatus;
import org.pestle.values.DmdCode;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * A claim as the night takes it up: what is needed to price it, and nothing about the patient.
 *
 * @param claimId the pharmacy's id of it
 * @param prescriptionId of the prescription that was dispensed
 * @param contractor who claims
 * @param practice where it was prescribed
 * @param commissioner the ICB that pays for the practice's prescriptions
 * @param prescriptionType four digits of setting and prescriber kind, or null where it was not kept
 * @param exemption charge exemption code of the prescription (eps.md 10.1)
 * @param exemptByAge whether the patient was under 16 or 60 and over on the day of the supply (eps.md 10.3)
 * @param dispensedOn the day of the supply
 * @param paymentMonth the month for which it counts and whose prices it gets (eps.md 10.5)
 * @param status where the claim stands
 * @param answers whether it answers for items of the claim before it that came back; the others have their price there
 * @param number its place among all claims of its reimbursement authority
 * @param items at least one, in the claim's order
 */
public record ClaimToPrice(
        UUID claimId,
        PrescriptionId prescriptionId,
        OdsCode contractor,
        OdsCode practice,
        OdsCode commissioner,
        @Nullable String prescriptionType,
        String exemption,
        boolean exemptByAge,
        LocalDate dispensedOn,
        YearMonth paymentMonth,
        String status,
        boolean answers,
        Numbered number,
        List<Item> items) {
    /** Copies the items. */
    public ClaimToPrice {
        items = List.copyOf(items);
    }

    /**
     * A claim's place among those of its reimbursement authority.
     *
     * @param authority T1450 or RQFZ1
     * @param sequence from 1 without a gap, or null for a claim that did not come through the interface
     */
    public record Numbered(String authority, @Nullable Long sequence) {}

    /**
     * One claimed item.
     *
     * @param lineItemId of the prescription
     * @param sequence its place in the claim, from 1
     * @param status how dispensing ended
     * @param ordered what the prescriber ordered
     * @param supplied what was handed out, or null if nothing was
     * @param charge {@code paid-once}, {@code paid-twice} or {@code not-paid}
     * @param endorsements as claimed
     * @param reason why it was not dispensed, or null
     * @param settledIn the earlier claim in which it has its price already, or null
     * @param prescriberEndorsements codes that the prescriber signed with the item: CC, FS …
     */
    public record Item(
            UUID lineItemId,
            int sequence,
            LineItemStatus status,
            Product ordered,
            @Nullable Product supplied,
            String charge,
            List<Endorsement> endorsements,
            @Nullable String reason,
            @Nullable UUID settledIn,
            List<String> prescriberEndorsements) {
        /** Copies the endorsements. */
        public Item {
            endorsements = List.copyOf(endorsements);
            prescriberEndorsements = List.copyOf(prescriberEndorsements);
        }

        /** Whether it has its price already, in an earlier claim. */
        public boolean isSettled() {
            return settledIn != null;
        }

        /** How dispensing ended, as the standard's four digits. */
        public String statusCode() {
            return status.code();
        }
    }

    /**
     * A product and how much of it.
     *
     * @param code in the dictionary of medicines
     * @param name as ordered; for a supply that of the order
     * @param quantity units, zero or more
     * @param unit SNOMED CT code of the unit, or its name where the claim has no code
     */
    public record Product(DmdCode code, String name, BigDecimal quantity, String unit) {}

    /**
     * What the pharmacy says about how it supplied.
     *
     * @param code of the endorsement list: NDEC, BB, XP …
     * @param value what else it says, or null
     */
    public record Endorsement(String code, @Nullable String value) {}
}
