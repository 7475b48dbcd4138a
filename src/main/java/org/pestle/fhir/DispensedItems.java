package org.pestle.fhir;

import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.pestle.dispensing.DispenseNotification.DispensedItem;
import org.pestle.prescription.LineItemStatus;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.Quantity;

/** Reads what a MedicationDispense says of one item (eps.md 1.6). */
final class DispensedItems {
    private static final String PLACE = "MedicationDispense";

    private DispensedItems() {}

    /**
     * The item, or null and findings.
     *
     * @param prescriptionReason why nothing of the prescription was dispensed, or null; stands in for the item's own
     *     reason
     */
    static @Nullable DispensedItem read(
            MedicationDispense dispense,
            Prescribed prescribed,
            @Nullable String prescriptionReason,
            Findings findings) {
        UUID id = findings.required(
                Elements.identifier(dispense.getIdentifier(), FhirNames.DISPENSED_ITEM_ID)
                        .flatMap(Elements::uuid),
                PLACE + ".identifier");
        LineItemId item = findings.required(prescribed.item(), PLACE + ".authorizingPrescription.identifier");
        LineItemStatus status = status(dispense, findings);
        Coding product = product(dispense, findings);
        Quantity quantity = Quantities.read(dispense.getQuantity(), PLACE + ".quantity", findings);
        String reason = Elements.code(statusReason(dispense), FhirNames.NON_DISPENSING_REASON)
                .orElse(prescriptionReason);
        if (status == LineItemStatus.NOT_DISPENSED && reason == null) {
            findings.missing(PLACE + ".statusReasonCodeableConcept");
        }
        if (id == null || item == null || status == null || product == null || quantity == null) {
            return null;
        }
        return new DispensedItem(
                id, item, status, new DmdCode(product.getCode()), product.getDisplay(), quantity, reason);
    }

    private static @Nullable LineItemStatus status(MedicationDispense dispense, Findings findings) {
        String place = PLACE + ".type";
        String code = findings.required(Elements.code(dispense.getType(), FhirNames.ITEM_STATUS), place);
        if (code == null) {
            return null;
        }
        Optional<LineItemStatus> status = Statuses.item(code);
        if (status.isEmpty()) {
            findings.wrong(place, "The status of the item is not one of the list");
        }
        return status.orElse(null);
    }

    private static CodeableConcept statusReason(MedicationDispense dispense) {
        return dispense.getStatusReason() instanceof CodeableConcept concept ? concept : new CodeableConcept();
    }

    private static @Nullable Coding product(MedicationDispense dispense, Findings findings) {
        String place = PLACE + ".medication";
        Optional<CodeableConcept> concept = switch (dispense.getMedication()) {
            case null -> Optional.empty();
            case CodeableConcept inline -> Optional.of(inline);
            case Reference reference ->
                Elements.target(reference, dispense.getContained(), null, Medication.class)
                        .map(Medication::getCode);
            default -> Optional.empty();
        };
        Coding product = findings.required(
                concept.flatMap(found -> Elements.coding(found, FhirNames.SNOMED)), place + ".coding");
        if (product != null && !DmdCode.isRight(product.getCode())) {
            findings.wrong(place + ".coding.code", "The code of the product is not a dm+d code");
            return null;
        }
        return product;
    }
}
