package org.pestle.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.TreatmentType;
import org.pestle.problems.Problem;
import org.pestle.tracking.TrackedIssue;
import org.pestle.tracking.TrackedIssue.TrackedItem;
import org.pestle.values.OdsCode;

/** Writes the tracker's answer: one Task per issue (eps.md 1.9, 4.4). */
final class TrackerTaskWriter {
    private TrackerTaskWriter() {}

    /**
     * The answer.
     *
     * @param next address of the next page, or null if this is the last
     */
    static Bundle write(List<TrackedIssue> issues, @Nullable String next) {
        Bundle bundle = new Bundle();
        String id = UUID.randomUUID().toString();
        bundle.setId(id);
        bundle.setIdentifier(identifier(FhirNames.MESSAGE_ID, id));
        bundle.setType(BundleType.SEARCHSET);
        if (next == null) {
            bundle.setTotal(issues.size());
        } else {
            bundle.addLink().setRelation("next").setUrl(next);
        }
        for (TrackedIssue issue : issues) {
            Task task = task(issue);
            bundle.addEntry()
                    .setFullUrl("urn:uuid:" + task.getIdElement().getIdPart())
                    .setResource(task)
                    .getSearch()
                    .setMode(SearchEntryMode.MATCH);
        }
        return bundle;
    }

    private static Task task(TrackedIssue issue) {
        Task task = new Task();
        task.setId(UUID.nameUUIDFromBytes(
                        (issue.id().value() + "/" + issue.issueNumber()).getBytes(StandardCharsets.UTF_8))
                .toString());
        if (issue.treatment() != null) {
            Extension prescription = task.addExtension().setUrl(FhirNames.EPS_PRESCRIPTION_EXTENSION);
            prescription.addExtension("courseOfTherapyType", courseOfTherapy(issue.treatment()));
        }
        if (issue.treatment() == TreatmentType.REPEAT_DISPENSING) {
            Extension repeats = task.addExtension().setUrl(FhirNames.REPEAT_INFORMATION_EXTENSION);
            repeats.addExtension("numberOfRepeatsAllowed", new UnsignedIntType(issue.issues() - 1));
            repeats.addExtension("numberOfRepeatsIssued", new UnsignedIntType(issue.issueNumber() - 1));
        }
        if (issue.isMarked()) {
            task.addExtension(pendingCancellation("prescriptionPendingCancellation"));
        }
        if (issue.longId() != null) {
            task.addIdentifier(identifier(FhirNames.MESSAGE_ID, issue.longId().toString()));
        }
        task.setGroupIdentifier(identifier(FhirNames.SHORT_ID, issue.id().shortForm()));
        task.setStatus(issue.deleted() ? TaskStatus.COMPLETED : status(issue.status()));
        task.setBusinessStatus(new CodeableConcept(new Coding(
                FhirNames.BUSINESS_STATUS, issue.status().code(), issue.status().display())));
        if (issue.heldForReview() && status(issue.status()) == TaskStatus.REQUESTED) {
            Problem hold = Problem.PRESCRIPTION_HELD_FOR_REVIEW;
            task.setStatusReason(
                    new CodeableConcept(new Coding(hold.codeSystem().url(), hold.code(), hold.title())));
        }
        task.setIntent(TaskIntent.ORDER);
        task.setCode(
                new CodeableConcept(new Coding(FhirNames.MESSAGE_EVENT, "prescription-order", "Prescription Order")));
        task.setFocus(new Reference()
                .setIdentifier(identifier(FhirNames.SHORT_ID, issue.id().shortForm())));
        task.setFor(new Reference()
                .setIdentifier(identifier(FhirNames.NHS_NUMBER, issue.patient().value())));
        task.setAuthoredOn(Date.from(issue.authoredAt()));
        task.setRequester(organisation(issue.practice()).setDisplay(issue.practiceName()));
        OdsCode owner = issue.holder() == null ? issue.site() : issue.holder();
        if (owner != null) {
            task.setOwner(organisation(owner));
        }
        for (TrackedItem item : issue.items()) {
            addItem(task, issue, item);
        }
        return task;
    }

    private static void addItem(Task task, TrackedIssue issue, TrackedItem item) {
        Task.ParameterComponent input = task.addInput();
        input.setType(new CodeableConcept(new Coding(FhirNames.SNOMED, "16076005", "Prescription")));
        input.setValue(itemReference(item));
        addStatus(input.addExtension(), issue, item);
        Task.TaskOutputComponent output = task.addOutput();
        output.setType(new CodeableConcept(new Coding(FhirNames.SNOMED, "373784005", "Dispensing medication")));
        output.setValue(itemReference(item));
        addStatus(output.addExtension(), issue, item);
        if (item.isMarked()) {
            input.addExtension(pendingCancellation("lineItemPendingCancellation"));
        }
    }

    /** Shown where it is so (eps.md 1.10): the dispenser is to know that the prescriber wants it back. */
    private static Extension pendingCancellation(String what) {
        Extension pending = new Extension(FhirNames.PENDING_CANCELLATION_EXTENSION);
        pending.addExtension(what, new BooleanType(true));
        return pending;
    }

    private static void addStatus(Extension information, TrackedIssue issue, TrackedItem item) {
        information.setUrl(FhirNames.DISPENSING_INFORMATION_EXTENSION);
        information.addExtension(
                "dispenseStatus",
                new Coding(
                        FhirNames.ITEM_STATUS,
                        item.status().code(),
                        item.status().display()));
        if (issue.lastHandedOverAt() != null) {
            information.addExtension("dateLastDispensed", new DateTimeType(Date.from(issue.lastHandedOverAt())));
        }
    }

    private static Reference itemReference(TrackedItem item) {
        return new Reference()
                .setIdentifier(identifier(FhirNames.LINE_ITEM_ID, item.id().toString()));
    }

    private static Reference organisation(OdsCode code) {
        return new Reference().setIdentifier(identifier(FhirNames.ODS_CODE, code.value()));
    }

    private static Identifier identifier(String system, String value) {
        return new Identifier().setSystem(system).setValue(value);
    }

    static Coding courseOfTherapy(TreatmentType treatment) {
        return switch (treatment) {
            case ACUTE -> new Coding(FhirNames.COURSE_OF_THERAPY, "acute", "Short course (acute) therapy");
            case REPEAT -> new Coding(FhirNames.COURSE_OF_THERAPY, "continuous", "Continuous long term therapy");
            case REPEAT_DISPENSING ->
                new Coding(
                        FhirNames.COURSE_OF_THERAPY_NHS,
                        "continuous-repeat-dispensing",
                        "Continuous long term (repeat dispensing)");
        };
    }

    /** The status of the Task (eps.md 4.4). */
    static TaskStatus status(PrescriptionStatus status) {
        return switch (status) {
            case AWAITING_RELEASE_READY,
                    TO_BE_DISPENSED,
                    REPEAT_DISPENSE_FUTURE_INSTANCE,
                    PRESCRIPTION_FUTURE_INSTANCE -> TaskStatus.REQUESTED;
            case WITH_DISPENSER -> TaskStatus.ACCEPTED;
            case WITH_DISPENSER_ACTIVE -> TaskStatus.INPROGRESS;
            case EXPIRED -> TaskStatus.FAILED;
            case CANCELLED, CANCELLED_FUTURE_INSTANCE -> TaskStatus.CANCELLED;
            case DISPENSED, NOT_DISPENSED, CLAIMED, NO_CLAIMED -> TaskStatus.COMPLETED;
        };
    }
}
