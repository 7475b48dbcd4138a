package org.pestle.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Outcome;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/** Reads a release request and says everything that is wrong with it (eps.md 1.5, 12.1). */
final class ReleaseRequestReader {
    private final Findings findings = new Findings();
    private final Parameters parameters;

    private ReleaseRequestReader(Parameters parameters) {
        this.parameters = parameters;
    }

    /** The request, or what is wrong with it. */
    static Outcome<ReleaseRequest> read(Parameters parameters) {
        return new ReleaseRequestReader(parameters).read();
    }

    private Outcome<ReleaseRequest> read() {
        OdsCode owner = owner();
        checkStatus();
        checkAgent();
        PrescriptionId id = id();
        return owner == null || !findings.isEmpty()
                ? Outcome.refused(findings.all())
                : Outcome.done(new ReleaseRequest(owner, id));
    }

    private @Nullable OdsCode owner() {
        Organization owner = parameter("owner")
                .map(ParametersParameterComponent::getResource)
                .filter(Organization.class::isInstance)
                .map(Organization.class::cast)
                .orElse(null);
        if (owner == null) {
            findings.missing("Parameters.parameter(\"owner\")");
            return null;
        }
        return Organisations.odsCode(owner, "Parameters.parameter(\"owner\").resource.identifier", findings);
    }

    private void checkStatus() {
        String status = parameter("status")
                .map(ParametersParameterComponent::getValue)
                .filter(PrimitiveType.class::isInstance)
                .map(value -> value.primitiveValue())
                .orElse(null);
        if (status == null) {
            findings.missing("Parameters.parameter(\"status\")");
        } else if (!status.equals("accepted")) {
            findings.wrong("Parameters.parameter(\"status\")", "The status of a release is accepted");
        }
    }

    private void checkAgent() {
        String place = "Parameters.parameter(\"agent\")";
        PractitionerRole agent = parameter("agent")
                .map(ParametersParameterComponent::getResource)
                .filter(PractitionerRole.class::isInstance)
                .map(PractitionerRole.class::cast)
                .orElse(null);
        if (agent == null) {
            findings.missing(place);
            return;
        }
        Pharmacists.check(agent, place + ".resource", findings);
        if (agent.getTelecom().stream().noneMatch(ContactPoint::hasValue)) {
            findings.missing(place + ".resource.telecom");
        }
    }

    private @Nullable PrescriptionId id() {
        ParametersParameterComponent parameter = parameter("group-identifier").orElse(null);
        if (parameter == null) {
            return null;
        }
        String place = "Parameters.parameter(\"group-identifier\").valueIdentifier";
        if (!(parameter.getValue() instanceof Identifier identifier) || identifier.getValue() == null) {
            findings.missing(place);
            return null;
        }
        if (!FhirNames.same(FhirNames.SHORT_ID, identifier.getSystem())) {
            findings.wrong(place + ".system", "The system of a prescription's short id is " + FhirNames.SHORT_ID);
            return null;
        }
        return PrescriptionIds.read(identifier.getValue(), place + ".value", findings);
    }

    private Optional<ParametersParameterComponent> parameter(String name) {
        return parameters.getParameter().stream()
                .filter(parameter -> name.equals(parameter.getName()))
                .findFirst();
    }
}
