package org.pestle.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.pestle.dispensing.MessageOpener;
import org.pestle.dispensing.OpenedMessage;
import org.pestle.problems.Outcome;
import org.springframework.stereotype.Component;

/** Opens stored prescription messages for a release: one parse for the signature's check and for the answer. */
@Component
class PrescriptionOpener implements MessageOpener {
    private final FhirJson json;
    private final PrescriptionOrderReader orders;

    PrescriptionOpener(FhirJson json, PrescriptionOrderReader orders) {
        this.json = json;
        this.orders = orders;
    }

    @Override
    public Optional<OpenedMessage> open(byte[] received) {
        return switch (json.parse(received, Bundle.class)) {
            case Outcome.Done<Bundle> done -> orders.open(done.value()).map(OpenedMessage.class::cast);
            case Outcome.Refused<Bundle> damaged -> Optional.empty();
        };
    }
}
