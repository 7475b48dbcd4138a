package org.pestle.fhir;

import org.hl7.fhir.r4.model.Organization;
import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;

/** How the code of an organisation is read. */
final class Organisations {
    private Organisations() {}

    /** The code, or null and a finding. */
    static @Nullable OdsCode odsCode(Organization organisation, String place, Findings findings) {
        String code = findings.required(Elements.identifier(organisation.getIdentifier(), FhirNames.ODS_CODE), place);
        if (code == null) {
            return null;
        }
        if (!OdsCode.isRight(code)) {
            findings.wrong(place, "The code of the organisation is not one");
            return null;
        }
        return OdsCode.parse(code);
    }
}
