package org.pestle.prescription;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * A prescription in the record, with its items and issues as they stand.
 *
 * @param commissioner ICB of the practice, or null where nobody could tell
 * @param authoredAt the prescription time
 * @param stored the message as received, in its stored form
 * @param contentDigest SHA-256 of the signed text
 * @param signer subject of the certificate
 * @param certificates the chain that was believed, each DER, leaf first
 * @param policyVersion the rules by which it was believed
 * @param isMarked whether a cancellation is pending
 * @param items in the order of the message
 * @param issues in their order, at least one
 */
public record PrescriptionRecord(
        PrescriptionId id,
        UUID longId,
        TreatmentType treatment,
        String prescriptionType,
        Patient patient,
        Prescriber prescriber,
        @Nullable OdsCode commissioner,
        Instant authoredAt,
        int daysSupply,
        Instant createdAt,
        UUID messageId,
        byte[] stored,
        byte[] contentDigest,
        Instant signedAt,
        String signer,
        List<byte[]> certificates,
        String policyVersion,
        boolean isMarked,
        List<LineItem> items,
        List<Issue> issues) {

    /** Copies the lists. */
    public PrescriptionRecord {
        certificates = List.copyOf(certificates);
        items = List.copyOf(items);
        issues = List.copyOf(issues);
    }

    /**
     * The message as received, byte for byte.
     *
     * @throws IllegalStateException if what is stored is damaged
     */
    public byte[] message() {
        return StoredMessage.read(stored);
    }

    /** The patient, as far as the record itself needs to know. */
    public record Patient(NhsNumber nhsNumber, String name, LocalDate birthDate) {}

    /** Who prescribed, and for which practice. */
    public record Prescriber(String name, String roleProfileId, OdsCode practice, String practiceName) {}

    /** One issue, or empty if there is none with that number. */
    public Optional<Issue> issue(int number) {
        return number < 1 || number > issues.size() ? Optional.empty() : Optional.of(issues.get(number - 1));
    }

    /** The issue that matters now: the first that has not come to its end, else the last. */
    public Issue currentIssue() {
        return issues.stream()
                .filter(issue -> !issue.status().isCompleted())
                .findFirst()
                .orElseGet(issues::getLast);
    }

    /** One item, or empty if it is none of this prescription's. */
    public Optional<LineItem> item(LineItemId itemId) {
        return items.stream().filter(item -> item.id().equals(itemId)).findFirst();
    }
}
