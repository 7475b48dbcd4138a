package org.pestle.fhir;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.pestle.dispensing.DispenserTask;
import org.pestle.dispensing.ReturnReason;
import org.pestle.dispensing.ReturnRequest;
import org.pestle.dispensing.WithdrawReason;
import org.pestle.dispensing.WithdrawRequest;
import org.pestle.problems.Outcome;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/** Reads a Task that returns or withdraws, and says everything that is wrong with it (eps.md 1.7, 12.1). */
final class TaskReader {
    private static final String REASON = "Task.statusReason";

    private final Findings findings = new Findings();
    private final Task task;

    private TaskReader(Task task) {
        this.task = task;
    }

    /** The return or withdrawal, or what is wrong with it. */
    static Outcome<DispenserTask> read(Task task) {
        return new TaskReader(task).read();
    }

    private Outcome<DispenserTask> read() {
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
        UUID focus = uuid("Task.focus.identifier", Elements.identifier(task.getFocus(), FhirNames.MESSAGE_ID));
        PrescriptionId prescription = prescription();
        NhsNumber patient = patient();
        OdsCode dispenser = dispenser();
        ReturnReason returnReason = withdraws ? null : reason(FhirNames.RETURN_REASON, ReturnReason::of);
        WithdrawReason withdrawReason = withdraws ? reason(FhirNames.WITHDRAW_REASON, WithdrawReason::of) : null;
        Integer issueNumber = issueNumber();
        if (!task.hasAuthoredOn()) {
            findings.missing("Task.authoredOn");
        }
        if (!findings.isEmpty()
                || id == null
                || focus == null
                || prescription == null
                || patient == null
                || dispenser == null) {
            return Outcome.refused(findings.all());
        }
        if (withdrawReason != null) {
            return Outcome.done(
                    new WithdrawRequest(id, prescription, patient, dispenser, focus, withdrawReason, issueNumber));
        }
        if (returnReason != null) {
            return Outcome.done(
                    new ReturnRequest(id, prescription, patient, dispenser, focus, returnReason, issueNumber));
        }
        throw new IllegalStateException("a Task without a reason was found right");
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

    private <T> @Nullable T reason(String system, Function<String, Optional<T>> known) {
        if (!task.hasStatusReason()) {
            findings.missing(REASON);
            return null;
        }
        T reason = Elements.code(task.getStatusReason(), system).flatMap(known).orElse(null);
        if (reason == null) {
            findings.wrong(REASON, "The reason is a code of " + system);
        }
        return reason;
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
