package org.pestle.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.pestle.access.Caller;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.springframework.stereotype.Component;

/**
 * Everything that can be said against a resource before it is sent: what this service would refuse, and what breaks a
 * rule of FHIR R4. It is called good only when both were looked at.
 */
@Component
class Validation {
    private static final String RESOURCE = "resource";
    private static final String PROFILE = "profile";

    private final FhirJson json;
    private final OwnRules own;
    private final StandardRules standard;

    Validation(FhirJson json, OwnRules own, StandardRules standard) {
        this.json = json;
        this.own = own;
        this.standard = standard;
    }

    /**
     * Looks at a resource, or at the one in the parameter {@code resource} of a Parameters.
     *
     * @param body as it was sent
     * @return errors and warnings; if the validator of FHIR R4 did not answer in time, that is among them
     */
    List<LocatedFinding> findings(byte[] body) {
        return switch (json.object(body)) {
            case Outcome.Refused<ObjectNode> refused -> unlocated(refused.findings());
            case Outcome.Done<ObjectNode>(ObjectNode object) -> findings(object, body);
        };
    }

    private List<LocatedFinding> findings(ObjectNode object, byte[] body) {
        List<LocatedFinding> findings = new ArrayList<>(unlocated(ownFindings(object)));
        Optional<List<LocatedFinding>> ofStandard = standard.findings(new String(body, StandardCharsets.UTF_8));
        findings.addAll(ofStandard.orElseGet(() -> unlocated(List.of(Finding.of(Problem.VALIDATOR_NOT_READY)))));
        return findings;
    }

    /** What the sender of a good resource should know before sending it; nothing of one that breaks a rule. */
    List<Finding> outlook(byte[] body, Caller caller) {
        return json.object(body).then(json::parse) instanceof Outcome.Done<Resource>(Resource sent)
                ? looked(sent, resource -> own.outlook(resource, caller))
                : List.of();
    }

    private List<Finding> ownFindings(ObjectNode object) {
        return switch (json.parse(object)) {
            case Outcome.Refused<Resource> refused -> refused.findings();
            case Outcome.Done<Resource>(Parameters parameters)
            when parameters.hasParameter(RESOURCE) && parameters.hasParameter(PROFILE) -> noProfiles();
            case Outcome.Done<Resource>(Resource sent) -> looked(sent, own::findings);
        };
    }

    /** Looks at what was sent, or at what is wrapped in it in the form of the operation in FHIR. */
    private static List<Finding> looked(Resource sent, Function<Resource, List<Finding>> look) {
        if (!(sent instanceof Parameters parameters) || !parameters.hasParameter(RESOURCE)) {
            return look.apply(sent);
        }
        return parameters.getParameter().stream()
                .filter(parameter -> RESOURCE.equals(parameter.getName()))
                .map(ParametersParameterComponent::getResource)
                .filter(Objects::nonNull)
                .flatMap(resource -> look.apply(resource).stream())
                .toList();
    }

    /** Of what else the Parameters may say, a profile would change the answer. */
    private static List<Finding> noProfiles() {
        return List.of(Finding.at(
                "Parameters.parameter.where(name='profile')",
                Problem.FEATURE_NOT_AVAILABLE,
                "Resources are validated against FHIR R4 itself and the rules of this service, not against a"
                        + " profile"));
    }

    private static List<LocatedFinding> unlocated(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new LocatedFinding(finding, 0, 0))
                .toList();
    }
}
