package org.pestle.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;

/**
 * The pharmacy that a dispense notification names.
 *
 * @param authority its reimbursement authority: T1450 or RQFZ1
 */
record Dispenser(OdsCode odsCode, String authority) {
    static final List<String> AUTHORITIES = List.of("T1450", "RQFZ1");

    private static final String PERFORMER = "MedicationDispense.performer";

    /** The one performer of all dispenses and its organisation, or null and findings. */
    static @Nullable Dispenser read(Bundle bundle, List<MedicationDispense> dispenses, Findings findings) {
        List<PractitionerRole> roles = dispenses.stream()
                .map(dispense -> performer(dispense, bundle))
                .flatMap(Optional::stream)
                .toList();
        if (roles.size() < dispenses.size()) {
            findings.missing(PERFORMER);
            return null;
        }
        PractitionerRole first = roles.getFirst();
        if (roles.stream().anyMatch(role -> !first.equalsDeep(role))) {
            findings.wrong(PERFORMER, "Expected all MedicationDispenses to have the same performer");
        }
        Pharmacists.check(first, PERFORMER + ".actor", findings);
        Organization organisation = findings.required(
                Elements.target(
                        first.getOrganization(), dispenses.getFirst().getContained(), bundle, Organization.class),
                PERFORMER + ".actor.organization");
        return organisation == null ? null : read(organisation, findings);
    }

    private static Optional<PractitionerRole> performer(MedicationDispense dispense, Bundle bundle) {
        return dispense.getPerformer().size() == 1
                ? Elements.target(
                        dispense.getPerformerFirstRep().getActor(),
                        dispense.getContained(),
                        bundle,
                        PractitionerRole.class)
                : Optional.empty();
    }

    private static @Nullable Dispenser read(Organization organisation, Findings findings) {
        OdsCode odsCode = Organisations.odsCode(organisation, "Organization.identifier", findings);
        String place = "Organization.extension:OrganisationRelationships.extension:reimbursementAuthority";
        String authority = findings.required(
                Elements.extension(organisation, FhirNames.ORGANISATION_RELATIONSHIPS_EXTENSION)
                        .flatMap(relations -> Elements.extension(relations, "reimbursementAuthority"))
                        .flatMap(Elements::identifierOf),
                place);
        if (authority != null && !AUTHORITIES.contains(authority)) {
            findings.invalid(place, "The reimbursement authority is T1450 or RQFZ1");
        }
        return odsCode == null || authority == null ? null : new Dispenser(odsCode, authority);
    }
}
