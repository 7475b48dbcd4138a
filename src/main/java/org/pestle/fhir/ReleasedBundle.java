package org.pestle.fhir;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.pestle.dispensing.ReleasedPrescription;
import org.pestle.dispensing.SupplyAdvice;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.TreatmentType;
import org.pestle.values.LineItemId;

/** One prescription message as a release shows it (eps.md 1.5). Nothing that was signed is changed. */
final class ReleasedBundle {
    private static final List<String> ORDER = List.of(
            "MessageHeader",
            "MedicationRequest",
            "Patient",
            "CommunicationRequest",
            "List",
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "HealthcareService",
            "Location");
    private static final String LAST = "Provenance";

    private final ReleasedPrescription prescription;

    private ReleasedBundle(ReleasedPrescription prescription) {
        this.prescription = prescription;
    }

    /** The message of the prescription, reordered and with its state; the opened message itself, which is used up. */
    static Bundle of(ReleasedPrescription prescription) {
        return new ReleasedBundle(prescription).show();
    }

    private Bundle show() {
        if (!(prescription.message().orElse(null) instanceof OpenedPrescription opened)) {
            throw new IllegalStateException("only messages that were opened here can be shown");
        }
        Bundle bundle = opened.bundle();
        bundle.setEntry(bundle.getEntry().stream()
                .sorted(Comparator.comparingInt(ReleasedBundle::place))
                .toList());
        for (BundleEntryComponent entry : bundle.getEntry()) {
            if (entry.getResource() instanceof MedicationRequest request) {
                addState(request);
            }
        }
        return bundle;
    }

    private static int place(BundleEntryComponent entry) {
        String type = entry.getResource().fhirType();
        int place = ORDER.indexOf(type);
        if (place >= 0) {
            return place;
        }
        return type.equals(LAST) ? ORDER.size() + 1 : ORDER.size();
    }

    private void addState(MedicationRequest request) {
        LineItemId id = Elements.identifier(request.getIdentifier(), FhirNames.LINE_ITEM_ID)
                .map(UUID::fromString)
                .map(LineItemId::new)
                .orElseThrow();
        LineItemStatus item = Optional.ofNullable(prescription.itemsBefore().get(id))
                .orElseThrow(() -> new IllegalStateException("a stored message has an item that the record has not"));
        Extension information = request.addExtension().setUrl(FhirNames.DISPENSING_INFORMATION_EXTENSION);
        information.addExtension("dispenseStatus", new Coding(FhirNames.ITEM_STATUS, item.code(), item.display()));
        if (prescription.lastHandedOverAt() != null) {
            information.addExtension("dateLastDispensed", new DateTimeType(Date.from(prescription.lastHandedOverAt())));
        }
        PrescriptionStatus shown = prescription.statusBefore() == PrescriptionStatus.AWAITING_RELEASE_READY
                ? PrescriptionStatus.TO_BE_DISPENSED
                : prescription.statusBefore();
        request.addExtension(
                FhirNames.TASK_BUSINESS_STATUS_EXTENSION,
                new Coding(FhirNames.BUSINESS_STATUS, shown.code(), shown.display()));
        if (prescription.treatment() == TreatmentType.REPEAT_DISPENSING) {
            addIssue(request);
        }
        addAdvice(request, id);
    }

    /** Our own extension, beside those of the national service; who does not know it passes over it. */
    private void addAdvice(MedicationRequest request, LineItemId item) {
        SupplyAdvice advice = prescription.advice();
        Extension extension = request.addExtension().setUrl(FhirNames.SUPPLY_ADVICE_EXTENSION);
        extension.addExtension(
                "ageExemptUntil", new DateType(advice.ageExemption().until().toString()));
        extension.addExtension(
                "ageExemptFrom", new DateType(advice.ageExemption().from().toString()));
        LocalDate supplyUntil = advice.supplyUntil().get(item);
        if (supplyUntil != null) {
            extension.addExtension("supplyUntil", new DateType(supplyUntil.toString()));
        }
        advice.warnings(item).forEach(warning -> extension.addExtension("warning", new StringType(warning)));
    }

    private void addIssue(MedicationRequest request) {
        request.setIntent(MedicationRequestIntent.REFLEXORDER);
        Reference basedOn = request.addBasedOn();
        basedOn.setIdentifier(new Identifier()
                .setSystem(FhirNames.LINE_ITEM_ID)
                .setValue(Elements.identifier(request.getIdentifier(), FhirNames.LINE_ITEM_ID)
                        .orElseThrow()));
        Extension repeats = basedOn.addExtension().setUrl(FhirNames.REPEAT_INFORMATION_EXTENSION);
        repeats.addExtension("numberOfRepeatsAllowed", new IntegerType(prescription.issues() - 1));
        repeats.addExtension("numberOfRepeatsIssued", new IntegerType(prescription.issueNumber() - 1));
    }
}
