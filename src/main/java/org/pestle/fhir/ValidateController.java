package org.pestle.fhir;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Operation;
import org.pestle.problems.Problem.Severity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code $validate}: says what is wrong with a resource, and keeps nothing (eps.md 1.2, 1.3). */
@RestController
class ValidateController {
    private static final String SHOW_WARNINGS = "x-show-validation-warnings";

    private final Access access;
    private final Validation validation;
    private final OutcomeWriter outcomes;

    ValidateController(Access access, Validation validation, OutcomeWriter outcomes) {
        this.access = access;
        this.validation = validation;
        this.outcomes = outcomes;
    }

    @PostMapping(
            path = {
                "/fhir-prescribing/FHIR/R4/$validate",
                "/fhir-dispensing/FHIR/R4/$validate",
                "/electronic-prescriptions/FHIR/R4/$validate"
            },
            consumes = FhirNames.MEDIA_TYPE,
            produces = FhirNames.MEDIA_TYPE)
    ResponseEntity<byte[]> validate(
            Received received, @RequestHeader(name = SHOW_WARNINGS, required = false) @Nullable String showWarnings) {
        access.require(received.caller(), Operation.VALIDATE);
        boolean warningsCount = "true".equalsIgnoreCase(showWarnings);
        List<LocatedFinding> findings = validation.findings(received.body()).stream()
                .filter(located -> warningsCount || located.finding().severity() != Severity.WARNING)
                .toList();
        return WriteCall.respond(
                findings.isEmpty()
                        ? outcomes.accepted(validation.outlook(received.body(), received.caller()))
                        : outcomes.validated(findings));
    }
}
