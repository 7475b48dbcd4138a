package org.pestle.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.pestle.values.LineItemId;
import org.pestle.values.PrescriptionId;

/** The item as prescribed, that a MedicationDispense contains: which item of which prescription, and which issue. */
record Prescribed(Optional<LineItemId> item, Optional<PrescriptionId> prescription, Optional<RepeatCounts> repeats) {
    private static final String PLACE = "MedicationDispense.authorizingPrescription";
    private static final Prescribed NOTHING = new Prescribed(Optional.empty(), Optional.empty(), Optional.empty());

    static Prescribed read(MedicationDispense dispense, Bundle bundle, Findings findings) {
        Optional<MedicationRequest> request = Elements.target(
                dispense.getAuthorizingPrescriptionFirstRep(),
                dispense.getContained(),
                bundle,
                MedicationRequest.class);
        return request.map(found -> read(found, findings)).orElse(NOTHING);
    }

    private static Prescribed read(MedicationRequest request, Findings findings) {
        Optional<PrescriptionId> prescription = Optional.ofNullable(
                        request.getGroupIdentifier().getValue())
                .flatMap(text ->
                        Optional.ofNullable(PrescriptionIds.read(text, PLACE + ".groupIdentifier.value", findings)));
        Optional<LineItemId> item = Elements.identifier(request.getIdentifier(), FhirNames.LINE_ITEM_ID)
                .flatMap(Elements::uuid)
                .map(LineItemId::new);
        Optional<RepeatCounts> repeats = request.getBasedOn().stream()
                .map((Reference basedOn) -> Elements.extension(basedOn, FhirNames.REPEAT_INFORMATION_EXTENSION))
                .flatMap(Optional::stream)
                .flatMap(extension -> RepeatCounts.of(extension).stream())
                .findFirst();
        return new Prescribed(item, prescription, repeats);
    }
}
