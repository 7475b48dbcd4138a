package org.pestle.fhir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.pestle.dispensing.DispenseNotification;
import org.pestle.dispensing.DispenseNotification.DispensedItem;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.PrescriptionId;

/** Reads a dispense notification and says everything that is wrong with it (eps.md 1.6, 12.1). */
final class DispenseNotificationReader {
    private static final String DISPENSE = "MedicationDispense";

    private final Findings findings = new Findings();
    private final Bundle bundle;
    private final List<MedicationDispense> dispenses;

    private DispenseNotificationReader(Bundle bundle) {
        this.bundle = bundle;
        this.dispenses = bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(MedicationDispense.class::isInstance)
                .map(MedicationDispense.class::cast)
                .toList();
    }

    /** The notification, or what is wrong with it. */
    static Outcome<DispenseNotification> read(Bundle bundle) {
        return new DispenseNotificationReader(bundle).read();
    }

    private Outcome<DispenseNotification> read() {
        UUID id = findings.required(Elements.uuid(bundle.getIdentifier().getValue()), "Bundle.identifier.value");
        Header header = header();
        if (dispenses.isEmpty()) {
            findings.missing(DISPENSE);
            return Outcome.refused(findings.all());
        }
        PrescriptionId prescription = same(
                "authorizingPrescription.groupIdentifier",
                dispense -> prescribed(dispense).prescription());
        NhsNumber patient = same("subject", this::patient);
        Instant handedOverAt = same("whenHandedOver", this::handedOverAt);
        PrescriptionStatus status = same("extension:taskBusinessStatus", this::status);
        Dispenser dispenser = Dispenser.read(bundle, dispenses, findings);
        RepeatCounts repeats = repeats();
        String reason = prescriptionReason();
        List<DispensedItem> items = items(reason);
        checkItems(items);
        if (!findings.isEmpty()
                || id == null
                || prescription == null
                || patient == null
                || handedOverAt == null
                || status == null
                || dispenser == null) {
            return Outcome.refused(findings.all());
        }
        return Outcome.done(new DispenseNotification(
                id,
                header.releaseId(),
                header.replaces(),
                prescription,
                patient,
                dispenser.odsCode(),
                dispenser.authority(),
                status,
                repeats == null ? null : repeats.issueNumber(),
                repeats == null ? null : repeats.issues(),
                handedOverAt,
                items));
    }

    private record Header(
            @Nullable UUID releaseId, @Nullable UUID replaces) {}

    private Header header() {
        MessageHeader header = bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(MessageHeader.class::isInstance)
                .map(MessageHeader.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a message without a header has no event"));
        UUID releaseId = Elements.uuid(header.getResponse().getIdentifier()).orElse(null);
        Extension replacement =
                Elements.extension(header, FhirNames.REPLACEMENT_OF_EXTENSION).orElse(null);
        UUID replaces = replacement == null
                ? null
                : findings.required(
                        Elements.identifierOf(replacement).flatMap(Elements::uuid),
                        "MessageHeader.extension:replacementOf.valueIdentifier.value");
        return new Header(releaseId, replaces);
    }

    /** What must be the same in all dispenses: the value, or null and a finding. */
    private <T> @Nullable T same(String element, Function<MedicationDispense, Optional<T>> value) {
        String place = DISPENSE + "." + element;
        List<Optional<T>> all = dispenses.stream().map(value).distinct().toList();
        if (all.contains(Optional.<T>empty())) {
            findings.missing(place);
            return null;
        }
        if (all.size() > 1) {
            findings.wrong(place, "Expected all MedicationDispenses to have the same value for " + place);
            return null;
        }
        return all.getFirst().orElseThrow();
    }

    private Prescribed prescribed(MedicationDispense dispense) {
        return Prescribed.read(dispense, bundle, findings);
    }

    private Optional<NhsNumber> patient(MedicationDispense dispense) {
        Optional<String> number = Elements.identifier(dispense.getSubject(), FhirNames.NHS_NUMBER)
                .or(() -> Elements.target(dispense.getSubject(), dispense.getContained(), bundle, Patient.class)
                        .flatMap(patient -> Elements.identifier(patient.getIdentifier(), FhirNames.NHS_NUMBER)));
        if (number.isPresent() && !NhsNumber.isRight(number.get())) {
            findings.wrong(DISPENSE + ".subject", "The NHS number is not one");
        }
        return number.filter(NhsNumber::isRight).map(NhsNumber::new);
    }

    private Optional<Instant> handedOverAt(MedicationDispense dispense) {
        return Optional.ofNullable(dispense.getWhenHandedOver()).map(date -> date.toInstant());
    }

    private Optional<PrescriptionStatus> status(MedicationDispense dispense) {
        Optional<String> code = Elements.extension(dispense, FhirNames.TASK_BUSINESS_STATUS_EXTENSION)
                .flatMap(Elements::codeOf);
        Optional<PrescriptionStatus> status = code.flatMap(Statuses::prescription);
        if (code.isPresent() && status.isEmpty()) {
            findings.wrong(
                    DISPENSE + ".extension:taskBusinessStatus",
                    "The status of the prescription is not one of the list");
        }
        return status;
    }

    private @Nullable RepeatCounts repeats() {
        List<Optional<RepeatCounts>> all = dispenses.stream()
                .map(dispense -> Elements.extension(dispense, FhirNames.REPEAT_INFORMATION_EXTENSION)
                        .flatMap(this::counts)
                        .or(() -> prescribed(dispense).repeats()))
                .distinct()
                .toList();
        if (all.size() > 1) {
            findings.wrong(
                    DISPENSE + ".extension:repeatInformation",
                    "Expected all MedicationDispenses to have the same repeat information");
        }
        return all.getFirst().orElse(null);
    }

    private Optional<RepeatCounts> counts(Extension extension) {
        Optional<RepeatCounts> counts = RepeatCounts.of(extension);
        if (counts.isEmpty()) {
            findings.wrong(
                    DISPENSE + ".extension:repeatInformation",
                    "Repeat information has two whole numbers: repeats allowed and repeats issued");
        }
        return counts;
    }

    /** The reason why nothing at all was dispensed; counts only where every item has it. */
    private @Nullable String prescriptionReason() {
        List<Optional<String>> reasons = dispenses.stream()
                .map(dispense -> Elements.extension(dispense, FhirNames.NON_DISPENSING_REASON_EXTENSION)
                        .flatMap(Elements::codeOf))
                .toList();
        if (reasons.contains(Optional.<String>empty())) {
            return null;
        }
        if (reasons.stream().distinct().count() > 1) {
            String place = DISPENSE + ".extension:prescriptionNonDispensingReason";
            findings.invalid(place, "Expected all MedicationDispenses to have the same value for " + place);
        }
        return reasons.getFirst().orElse(null);
    }

    private List<DispensedItem> items(@Nullable String reason) {
        List<DispensedItem> items = new ArrayList<>();
        for (MedicationDispense dispense : dispenses) {
            DispensedItem item = DispensedItems.read(dispense, prescribed(dispense), reason, findings);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    private void checkItems(List<DispensedItem> items) {
        Map<LineItemId, LineItemStatus> statuses = new HashMap<>();
        for (DispensedItem item : items) {
            LineItemStatus other = statuses.putIfAbsent(item.item(), item.status());
            if (other != null && other != item.status()) {
                findings.wrong(DISPENSE + ".type", "Two MedicationDispenses of one item have different statuses");
            }
        }
        if (items.stream().map(DispensedItem::id).distinct().count() < items.size()) {
            findings.add(Finding.at(
                    DISPENSE + ".identifier",
                    Problem.DUPLICATE_ITEM_ID,
                    "Two MedicationDispenses have the same identifier"));
        }
    }
}
