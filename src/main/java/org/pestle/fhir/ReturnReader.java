package org.pestle.fhir;

import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.pestle.dispensing.ReturnReason;
import org.pestle.dispensing.ReturnRequest;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/** Reads a Task that returns or withdraws, and says everything that is wrong with it (eps.md 1.7, 12.1). */
final class ReturnReader {
    private static final String REASON = "Task.statusReason";

    private final Findings findings = new Findings();
    private final Task task;

    private ReturnReader(Task task) {
        this.task = task;
    }

    /** The return, or what is wrong with it; a withdrawal is refused, because it is not offered. */
    static Outcome<ReturnRequest> read(Task task) {
        return new ReturnReader(task).read();
    }

    private Outcome<ReturnRequest> read() {
        if (task.getIntent() != TaskIntent.ORDER) {
            findings.wrong("Task.intent", "The intent of a return or a withdrawal is order");
        }
        boolean withdraws = task.getStatus() == TaskStatus.INPROGRESS;
        if (!withdraws && task.getStatus() != TaskStatus.REJECTED) {
            findings.wrong("Task.status", "The status is rejected for a return, in-progress for a withdrawal");
        }
        if (withdraws && task.getCode().getCoding().stream().noneMatch(coding -> "abort".equals(coding.getCode()))) {
            findings.wrong("Task.code", "The code of a withdrawal is abort");
        }
        UUID id = uuid("Task.identifier", Elements.identifier(task.getIdentifier(), FhirNames.MESSAGE_ID));
        UUID releaseId = uuid("Task.focus.identifier", Elements.identifier(task.getFocus(), FhirNames.MESSAGE_ID));
        PrescriptionId prescription = prescription();
        NhsNumber patient = patient();
        OdsCode dispenser = dispenser();
        ReturnReason reason = withdraws ? withdrawal() : reason();
        Integer issueNumber = issueNumber();
        if (!task.hasAuthoredOn()) {
            findings.missing("Task.authoredOn");
        }
        return id == null
                        || releaseId == null
                        || prescription == null
                        || patient == null
                        || dispenser == null
                        || reason == null
                        || !findings.isEmpty()
                ? Outcome.refused(findings.all())
                : Outcome.done(new ReturnRequest(id, prescription, patient, dispenser, releaseId, reason, issueNumber));
    }

    private @Nullable UUID uuid(String place, Optional<String> text) {
        String found = findings.required(text, place);
        UUID uuid = Elements.uuid(found).orElse(null);
        if (found != null && uuid == null) {
            findings.wrong(place, "The identifier is a UUID");
        }
        return uuid;
    }

    private @Nullable PrescriptionId prescription() {
        String place = "Task.groupIdentifier.value";
        String id =
                findings.required(Optional.ofNullable(task.getGroupIdentifier().getValue()), place);
        return id == null ? null : PrescriptionIds.read(id, place, findings);
    }

    private @Nullable NhsNumber patient() {
        String place = "Task.for.identifier";
        String number = findings.required(Elements.identifier(task.getFor(), FhirNames.NHS_NUMBER), place);
        if (number == null) {
            return null;
        }
        if (!NhsNumber.isRight(number)) {
            findings.wrong(place, "The NHS number is not one");
            return null;
        }
        return new NhsNumber(number);
    }

    private @Nullable OdsCode dispenser() {
        String place = "Task.requester";
        PractitionerRole requester = findings.required(
                Elements.target(task.getRequester(), task.getContained(), null, PractitionerRole.class), place);
        if (requester == null) {
            return null;
        }
        Pharmacists.check(requester, place, findings);
        Organization organisation = findings.required(
                Elements.target(requester.getOrganization(), task.getContained(), null, Organization.class),
                place + ".organization");
        return organisation == null
                ? null
                : Organisations.odsCode(organisation, place + ".organization.identifier", findings);
    }

    private @Nullable ReturnReason reason() {
        if (!task.hasStatusReason()) {
            findings.missing(REASON);
            return null;
        }
        ReturnReason reason = Elements.code(task.getStatusReason(), FhirNames.RETURN_REASON)
                .flatMap(ReturnReason::of)
                .orElse(null);
        if (reason == null) {
            findings.wrong(REASON, "The reason of a return is a code of " + FhirNames.RETURN_REASON);
        }
        return reason;
    }

    private @Nullable ReturnReason withdrawal() {
        if (Elements.code(task.getStatusReason(), FhirNames.WITHDRAW_REASON).isEmpty()) {
            findings.wrong(REASON, "The reason of a withdrawal is a code of " + FhirNames.WITHDRAW_REASON);
        }
        findings.add(Finding.of(Problem.FEATURE_NOT_AVAILABLE, "Withdrawals are not offered yet"));
        return null;
    }

    private @Nullable Integer issueNumber() {
        return Elements.extension(task, FhirNames.REPEAT_INFORMATION_EXTENSION)
                .flatMap(extension -> {
                    Optional<Integer> issued = Elements.extension(extension, "numberOfRepeatsIssued")
                            .flatMap(Elements::countOf);
                    if (issued.isEmpty()) {
                        findings.wrong(
                                "Task.extension:repeatInformation",
                                "Repeat information names the issue: numberOfRepeatsIssued, a whole number");
                    }
                    return issued;
                })
                .map(issued -> issued + 1)
                .orElse(null);
    }
}
