package org.pestle.fhir;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.pestle.dispensing.PatientAddress;
import org.pestle.problems.Outcome;
import org.springframework.stereotype.Component;

/** Reads a patient's address from a stored prescription message. */
@Component
class PatientAddressReader implements PatientAddress {
    private final FhirJson json;

    PatientAddressReader(FhirJson json) {
        this.json = json;
    }

    @Override
    public List<String> in(byte[] message) {
        return switch (json.parse(message, Bundle.class)) {
            case Outcome.Done<Bundle>(Bundle bundle) ->
                new Message(bundle)
                        .all(Patient.class).stream()
                                .flatMap(patient -> patient.value().getAddress().stream())
                                .findFirst()
                                .map(PatientAddressReader::lines)
                                .orElseGet(List::of);
            case Outcome.Refused<Bundle> damaged -> List.of();
        };
    }

    private static List<String> lines(Address address) {
        List<String> lines = new ArrayList<>();
        address.getLine().stream().map(PrimitiveType::getValue).forEach(lines::add);
        lines.add(address.getCity());
        lines.add(address.getDistrict());
        lines.add(address.getPostalCode());
        lines.removeIf(line -> line == null || line.isBlank());
        return lines;
    }
}
