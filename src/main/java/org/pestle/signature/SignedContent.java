package org.pestle.signature;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.values.LineItemId;

/**
 * What a prescriber signs, and nothing else (eps.md 7.2): read from a message, it is turned into the signed text by
 * {@code SignedText}. Codes are those of FHIR as the message carries them.
 *
 * @param signedAt the time of signing, whole seconds
 * @param longId the prescription's UUID
 * @param agent the prescriber and the organisation prescribed for
 * @param patient the patient
 * @param items the line items, in the order of the message, at least one
 */
public record SignedContent(Instant signedAt, UUID longId, Agent agent, Patient patient, List<Item> items) {
    /**
     * The prescriber in a role.
     *
     * @param roleProfileId SDS role profile id
     * @param jobRoleCode SDS job role
     * @param telecoms of the role; those of the person where the role has none
     * @param professionalCode registration number; a leading C of a GMC number is dropped
     * @param name the person's
     */
    public record Agent(
            String roleProfileId,
            String jobRoleCode,
            List<Telecom> telecoms,
            String professionalCode,
            Name name,
            Organisation organisation) {}

    /**
     * The organisation prescribed for, with exactly one telecom, and the one it is part of (itself, where there is
     * none).
     */
    public record Organisation(
            String odsCode,
            String name,
            Telecom telecom,
            @Nullable Address address,
            String parentOdsCode,
            String parentName) {}

    /**
     * The patient.
     *
     * @param gender FHIR code: male, female, other or unknown
     * @param generalPractice ODS code, V81999 where unknown
     */
    public record Patient(
            String nhsNumber,
            List<Address> addresses,
            List<Telecom> telecoms,
            List<Name> names,
            String gender,
            LocalDate birthDate,
            String generalPractice) {}

    /**
     * One line item.
     *
     * @param quantity digits as the message carries them, never reformatted
     * @param issues the greatest number of issues, or null for an acute item
     * @param additionalInstructions the assembled text (eps.md 7.3), or null if there is none
     * @param endorsements prescriber endorsement codes in the order of the message
     * @param dosage the dosage in words
     */
    public record Item(
            LineItemId id,
            String productCode,
            String productName,
            String quantity,
            String unitSystem,
            String unitCode,
            String unitName,
            @Nullable Integer issues,
            @Nullable String additionalInstructions,
            List<String> endorsements,
            String dosage) {}

    /** A telephone number. {@code use} is FHIR's: home, work, temp, mobile; or null. */
    public record Telecom(@Nullable String use, String value) {}

    /** A name in its parts; the text counts only where there are no parts. */
    public record Name(
            @Nullable String use,
            List<String> prefixes,
            List<String> givens,
            @Nullable String family,
            List<String> suffixes,
            @Nullable String text) {}

    /** An address: lines, city, district and state in this order, then the postcode. */
    public record Address(
            @Nullable String use,
            List<String> lines,
            @Nullable String postcode) {}
}
