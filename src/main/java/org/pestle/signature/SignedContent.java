package org.pestle.signature;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.values.LineItemId;

/**
 * What a prescriber signs, and nothing else (eps.md 7.2, 7.7): read from a message, it is turned into the text that an
 * XML signature signs by {@code SignedText}, and into the JSON that a JWS signs by {@code SignedJson}. Codes are those
 * of FHIR as the message carries them.
 *
 * @param signedAt the time of signing, whole seconds
 * @param longId the prescription's UUID
 * @param terms on what terms it is prescribed: signed by a JWS only
 * @param agent the prescriber and the organisation prescribed for
 * @param patient the patient
 * @param items the line items, in the order of the message, at least one
 */
public record SignedContent(
        Instant signedAt, UUID longId, Terms terms, Agent agent, Patient patient, List<Item> items) {
    /**
     * What an XML signature leaves open (eps.md 7.2).
     *
     * @param shortId as the message writes it
     * @param treatmentType course of therapy in FHIR's words
     * @param prescriptionType four digits, or null where the message has none
     * @param start of the validity period as the message writes it, or null
     * @param end of the validity period as the message writes it, or null
     * @param daysSupply whole days, or null where the message has none
     */
    public record Terms(
            String shortId,
            String treatmentType,
            @Nullable String prescriptionType,
            @Nullable String start,
            @Nullable String end,
            @Nullable Integer daysSupply) {}

    /**
     * The prescriber in a role.
     *
     * @param userId SDS user id, or null where the message has none; signed by a JWS only
     * @param roleProfileId SDS role profile id
     * @param jobRoleCode SDS job role
     * @param telecoms of the role; those of the person where the role has none
     * @param professionalCodeSystem which register; signed by a JWS only
     * @param professionalCode registration number; a leading C of a GMC number is dropped
     * @param name the person's
     */
    public record Agent(
            @Nullable String userId,
            String roleProfileId,
            String jobRoleCode,
            List<Telecom> telecoms,
            String professionalCodeSystem,
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
     * @param instructions what is said beside the dosage
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
            Instructions instructions,
            List<String> endorsements,
            String dosage) {}

    /**
     * What is said of an item beside its dosage. In the text of an XML signature all of it is one field (eps.md 7.3).
     *
     * @param repeatList medicines of the patient's repeat list, with the first item only
     * @param forPatient what the patient is told, with the first item only
     * @param controlledWords the quantity of a controlled drug in words, or null
     * @param note to the dispenser, or null
     */
    public record Instructions(
            List<String> repeatList,
            List<String> forPatient,
            @Nullable String controlledWords,
            @Nullable String note) {
        /** None at all. */
        public static final Instructions NONE = new Instructions(List.of(), List.of(), null, null);
    }

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
