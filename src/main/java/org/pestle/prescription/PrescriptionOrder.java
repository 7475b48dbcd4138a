package org.pestle.prescription;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.routing.SiteType;
import org.pestle.signature.ReceivedSignature;
import org.pestle.signature.SignedContent;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.pestle.values.Quantity;

/**
 * A prescription as it was ordered, read from a message whose every value is right (eps.md 1.4, 3.4).
 *
 * @param messageId the message's own id
 * @param id the short id
 * @param longId the UUID
 * @param treatment how it repeats
 * @param prescriptionType four digits of setting and prescriber kind, or NotProvided for a code that is not known
 * @param authoredAt the prescription time: the base of expiry
 * @param startsOn first day of the dispensing window
 * @param endsOn last day of the dispensing window of an eRD prescription, or null
 * @param daysSupply 0 to 366, 28 where the message has none
 * @param issues how often it may be dispensed, 1 to 99; 1 unless eRD
 * @param requestedSite where the message wants it to go, or null
 * @param siteType kind of that site; NONE where there is no nomination
 * @param items one to four
 * @param content what was signed
 * @param signatures as received, one of each format at most
 */
public record PrescriptionOrder(
        UUID messageId,
        PrescriptionId id,
        UUID longId,
        TreatmentType treatment,
        String prescriptionType,
        Patient patient,
        Prescriber prescriber,
        Instant authoredAt,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        int daysSupply,
        int issues,
        @Nullable OdsCode requestedSite,
        SiteType siteType,
        List<OrderedItem> items,
        SignedContent content,
        List<ReceivedSignature> signatures) {

    /** The patient, as far as the record itself needs to know. */
    public record Patient(NhsNumber nhsNumber, String name, LocalDate birthDate) {}

    /**
     * Who prescribes.
     *
     * @param userId SDS user id, or null where the message has none
     * @param roleProfileId SDS role profile id
     * @param name in one line
     * @param practice the organisation prescribed for: on whose account it is
     * @param commissioner ICB of the practice by the message ({@code partOf}), or null
     */
    public record Prescriber(
            @Nullable String userId,
            String roleProfileId,
            String name,
            OdsCode practice,
            String practiceName,
            @Nullable OdsCode commissioner) {}

    /**
     * One medicine ordered.
     *
     * @param issues how often this item may be dispensed; items of one eRD prescription may differ
     * @param schedule of a controlled drug, or null where it is none
     */
    public record OrderedItem(
            LineItemId id,
            int position,
            DmdCode product,
            String productName,
            Quantity quantity,
            String dosage,
            List<String> endorsements,
            int issues,
            @Nullable ControlledSchedule schedule) {}
}
