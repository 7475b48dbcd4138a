package org.pestle.fhir;

import java.util.Set;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Resource;
import org.pestle.exchange.Answer;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.Site;
import org.pestle.routing.SiteDirectory;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Tells who has a prescription (eps.md 12.2): name, address and telephone of the organisation that a refusal names by
 * its code. May ask the directory, so never inside a transaction; where the directory cannot tell, the code stands
 * alone.
 */
@Component
class HolderNames {
    private static final Set<String> NAMING =
            Set.of(Problem.PRESCRIPTION_WITH_ANOTHER_DISPENSER.code(), Problem.PRESCRIPTION_ALREADY_HELD.code());

    private final SiteDirectory directory;
    private final FhirJson json;

    HolderNames(SiteDirectory directory, FhirJson json) {
        this.directory = directory;
        this.json = json;
    }

    /** The same refusal, with all that the directory knows of the holder; any other answer as it is. */
    Answer complete(Answer refusal) {
        if (!NAMING.contains(refusal.outcome())
                || !(json.parse(refusal.body(), OperationOutcome.class)
                        instanceof Outcome.Done<OperationOutcome>(OperationOutcome outcome))) {
            return refusal;
        }
        complete(outcome);
        return new Answer(refusal.status(), refusal.contentType(), json.write(outcome), refusal.outcome());
    }

    /** Adds to each organisation that is contained what the directory knows of it. */
    OperationOutcome complete(OperationOutcome outcome) {
        for (Resource contained : outcome.getContained()) {
            if (contained instanceof Organization organisation) {
                Elements.identifier(organisation.getIdentifier(), FhirNames.ODS_CODE)
                        .map(OdsCode::new)
                        .map(directory::find)
                        .filter(SiteDirectory.Lookup.Found.class::isInstance)
                        .map(SiteDirectory.Lookup.Found.class::cast)
                        .ifPresent(found -> describe(organisation, found.site()));
            }
        }
        return outcome;
    }

    private static void describe(Organization organisation, Site site) {
        organisation.setName(site.name());
        if (site.telephone() != null) {
            organisation
                    .addTelecom()
                    .setSystem(ContactPoint.ContactPointSystem.PHONE)
                    .setUse(ContactPoint.ContactPointUse.WORK)
                    .setValue(site.telephone());
        }
        Address address =
                organisation.addAddress().setUse(Address.AddressUse.WORK).setPostalCode(site.postcode());
        site.addressLines().forEach(address::addLine);
    }
}
