package org.pestle.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;

/**
 * HAPI's instance validator, set to FHIR R4 as published and nothing else: everything it needs is on the class path,
 * nothing is fetched (reliability-security.md 1.3). Code systems and extensions that it does not know, SNOMED CT and
 * those of the NHS above all, are no fault.
 */
final class StandardValidator {
    /** In the validator's paths the type and id of a resource stand as a comment behind it. */
    private static final Pattern TYPE_COMMENT = Pattern.compile("/\\*(\\w+)/[^*]*\\*/");

    /** Warnings that say no more than that a code system is not known here. */
    private static final Set<String> UNKNOWN =
            Set.of("Terminology_PassThrough_TX_Message", "TERMINOLOGY_TX_SYSTEM_UNSUPPORTED");

    /** National messages write a UUID, in any letter case, under the address of RFC 4122 (eps.md 1.4). */
    private static final Set<String> NO_FAULT = Set.of(
            "TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_WRONG_1",
            "TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_WRONG_2",
            "TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_WRONG_3");

    /** A resource of the kind to come: looking at it makes the validator load most of what it will need. */
    private static final String SMALL_MESSAGE = """
            {"resourceType": "Bundle", "type": "message",
             "identifier": {"system": "https://tools.ietf.org/html/rfc4122",
                            "value": "00000000-0000-4000-8000-000000000000"},
             "entry": [
               {"fullUrl": "urn:uuid:00000000-0000-4000-8000-000000000001",
                "resource": {"resourceType": "MessageHeader",
                  "eventCoding": {"system": "https://fhir.nhs.uk/CodeSystem/message-event",
                                  "code": "prescription-order"},
                  "source": {"endpoint": "urn:nhs-uk:addressing:ods:A83008"},
                  "focus": [{"reference": "urn:uuid:00000000-0000-4000-8000-000000000002"}]}},
               {"fullUrl": "urn:uuid:00000000-0000-4000-8000-000000000002",
                "resource": {"resourceType": "MedicationRequest", "status": "active", "intent": "order",
                  "medicationCodeableConcept": {"coding": [{"system": "http://snomed.info/sct", "code": "39113611000001102"}]},
                  "subject": {"reference": "urn:uuid:00000000-0000-4000-8000-000000000003"},
                  "dosageInstruction": [{"text": "1 daily"}],
                  "dispenseRequest": {"quantity": {"value": 28, "unit": "tablet"}}}},
               {"fullUrl": "urn:uuid:00000000-0000-4000-8000-000000000003",
                "resource": {"resourceType": "Patient", "gender": "female", "birthDate": "1968-01-20"}}]}
            """;

    private final FhirValidator validator;

    private StandardValidator(FhirValidator validator) {
        this.validator = validator;
    }

    /** A validator that has loaded what it needs; takes seconds. */
    static StandardValidator warmedUp() {
        FhirContext context = FhirContext.forR4();
        FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                new InMemoryTerminologyServerValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context)));
        instances.setAnyExtensionsAllowed(true);
        instances.setErrorForUnknownProfiles(false);
        instances.setNoExtensibleWarnings(true);
        instances.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        FhirValidator validator = context.newValidator();
        validator.registerValidatorModule(instances);
        StandardValidator warm = new StandardValidator(validator);
        warm.messages(SMALL_MESSAGE);
        return warm;
    }

    /** Its errors and warnings about a resource, in the order of their places. */
    List<SingleValidationMessage> messages(String resource) {
        return all(resource).stream().filter(StandardValidator::isFault).toList();
    }

    private List<SingleValidationMessage> all(String resource) {
        try {
            return validator.validateWithResult(resource).getMessages();
        } catch (RuntimeException gaveUp) {
            // It answers some shapes that no resource can have with whatever exception it runs into.
            SingleValidationMessage message = new SingleValidationMessage();
            message.setSeverity(ResultSeverityEnum.ERROR);
            message.setMessage("The resource has a shape that FHIR R4 does not know, a null in a list for example");
            return List.of(message);
        }
    }

    private static boolean isFault(SingleValidationMessage message) {
        String id = Objects.requireNonNullElse(message.getMessageId(), "");
        return switch (message.getSeverity()) {
            case INFORMATION -> false;
            case WARNING -> !UNKNOWN.contains(id) && !NO_FAULT.contains(id);
            case ERROR, FATAL -> !NO_FAULT.contains(id);
        };
    }

    static boolean isWarning(SingleValidationMessage message) {
        return message.getSeverity() == ResultSeverityEnum.WARNING;
    }

    /** The place of a message as FHIRPath; empty if it has none. */
    static String place(SingleValidationMessage message) {
        String location = message.getLocationString();
        return location == null ? "" : TYPE_COMMENT.matcher(location).replaceAll(".ofType($1)");
    }
}
