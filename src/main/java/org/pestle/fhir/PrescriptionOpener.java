package org.pestle.fhir;

import org.hl7.fhir.r4.model.Bundle;
import org.pestle.dispensing.MessageOpener;
import org.pestle.dispensing.OpenedMessage;
import org.pestle.prescription.PrescriptionOrder;
import org.pestle.prescription.StoredOrderReader;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Opens stored prescription messages for a release. */
@Component
class PrescriptionOpener implements MessageOpener {
    private final FhirJson json;
    private final ObjectProvider<StoredOrderReader> orders;

    PrescriptionOpener(FhirJson json, ObjectProvider<StoredOrderReader> orders) {
        this.json = json;
        this.orders = orders;
    }

    @Override
    public OpenedMessage open(byte[] received) {
        PrescriptionOrder order = orders.getObject().read(received);
        return new OpenedPrescription(json.read(received, Bundle.class), order.content(), order.signature());
    }
}
