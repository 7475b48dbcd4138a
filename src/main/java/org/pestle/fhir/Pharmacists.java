package org.pestle.fhir;

import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.PractitionerRole;

/** The rules for the person in a role who acts for a pharmacy (eps.md 12.1). */
final class Pharmacists {
    private Pharmacists() {}

    /** Checks role profile, person and telecoms. */
    static void check(PractitionerRole role, String place, Findings findings) {
        findings.required(
                Elements.identifier(role.getIdentifier(), FhirNames.SDS_ROLE_PROFILE_ID), place + ".identifier");
        if (role.getPractitioner().hasReference()) {
            findings.invalid(
                    place + ".practitioner",
                    "The practitioner of a dispenser is given by identifier, not by reference");
        } else {
            findings.required(
                    Elements.identifier(role.getPractitioner(), FhirNames.SDS_USER_ID),
                    place + ".practitioner.identifier");
        }
        for (ContactPoint telecom : role.getTelecom()) {
            if (!telecom.hasUse()) {
                findings.missing(place + ".telecom.use");
            }
            if (!telecom.hasValue()) {
                findings.missing(place + ".telecom.value");
            }
        }
    }
}
