package org.pestle.fhir;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.RequestGroup.RequestIntent;
import org.hl7.fhir.r4.model.RequestGroup.RequestStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.TreatmentType;
import org.pestle.tracking.TrackedIssue;
import org.pestle.tracking.TrackedIssue.TrackedItem;

/** Writes issues as RequestGroups (eps.md 1.10), each issue of an eRD apart. Repeat counters count from one here. */
final class RequestGroupWriter {
    private RequestGroupWriter() {}

    /**
     * What a search found.
     *
     * @param patient by a message of theirs; empty where no message is left
     * @param next address of the next page, or null if this is the last
     */
    static Bundle found(List<TrackedIssue> issues, Patient patient, @Nullable String next) {
        Bundle bundle = new Bundle();
        bundle.setType(BundleType.SEARCHSET);
        if (next == null) {
            bundle.setTotal(issues.size());
        } else {
            bundle.addLink().setRelation("next").setUrl(next);
        }
        if (!issues.isEmpty()) {
            Patient shown = patient(issues.getFirst(), patient);
            add(bundle, shown, SearchEntryMode.INCLUDE);
            for (TrackedIssue issue : issues) {
                RequestGroup group = group(issue, reference(shown));
                pending(group)
                        .addExtension(
                                "lineItemPendingCancellation",
                                new BooleanType(issue.items().stream().anyMatch(TrackedItem::isMarked)));
                add(bundle, group, SearchEntryMode.MATCH);
            }
        }
        return bundle;
    }

    /** Puts a resource into a Bundle under its own id. */
    static void add(Bundle bundle, Resource resource, SearchEntryMode mode) {
        bundle.addEntry()
                .setFullUrl("urn:uuid:" + resource.getIdElement().getIdPart())
                .setResource(resource)
                .getSearch()
                .setMode(mode);
    }

    /** A reference to a resource of the same Bundle. */
    static Reference reference(Resource resource) {
        return new Reference("urn:uuid:" + resource.getIdElement().getIdPart());
    }

    /** As much of a patient as a list shows: number and name. */
    static Patient patient(TrackedIssue issue, Patient known) {
        Patient patient = new Patient();
        patient.setId(UUID.randomUUID().toString());
        patient.addIdentifier()
                .setSystem(FhirNames.NHS_NUMBER)
                .setValue(issue.patient().value());
        for (HumanName name : known.getName()) {
            patient.addName(new HumanName()
                    .setPrefix(new ArrayList<>(name.getPrefix()))
                    .setGiven(new ArrayList<>(name.getGiven()))
                    .setFamily(name.getFamily()));
        }
        return patient;
    }

    /** An issue, with its status, its repeat counters and whether the whole of it waits to be cancelled. */
    static RequestGroup group(TrackedIssue issue, Reference patient) {
        RequestGroup group = new RequestGroup();
        group.setId(UUID.randomUUID().toString());
        group.addIdentifier().setSystem(FhirNames.SHORT_ID).setValue(issue.id().shortForm());
        group.setSubject(patient);
        group.setStatus(issue.deleted() ? RequestStatus.COMPLETED : RequestStatus.ACTIVE);
        group.setIntent(RequestIntent.fromCode(intent(issue)));
        group.setAuthoredOn(Date.from(issue.authoredAt()));
        group.addExtension()
                .setUrl(FhirNames.TRACKED_STATUS_EXTENSION)
                .addExtension(
                        "status",
                        new Coding(
                                FhirNames.BUSINESS_STATUS,
                                issue.status().code(),
                                issue.status().display()));
        if (issue.treatment() == TreatmentType.REPEAT || issue.treatment() == TreatmentType.REPEAT_DISPENSING) {
            Extension repeats = group.addExtension().setUrl(FhirNames.REPEAT_INFORMATION_EXTENSION);
            repeats.addExtension("numberOfRepeatsIssued", new IntegerType(issue.issueNumber()));
            repeats.addExtension("numberOfRepeatsAllowed", new IntegerType(issue.issues()));
        }
        group.addExtension()
                .setUrl(FhirNames.PENDING_CANCELLATION_EXTENSION)
                .addExtension("prescriptionPendingCancellation", new BooleanType(issue.isMarked()));
        return group;
    }

    /** What kind of order it is: acute, repeat or one issue of an eRD. */
    static String intent(TrackedIssue issue) {
        return switch (issue.treatment()) {
            case ACUTE -> "order";
            case REPEAT -> "instance-order";
            case REPEAT_DISPENSING -> "reflex-order";
            case null -> "order";
        };
    }

    private static Extension pending(RequestGroup group) {
        return group.getExtensionByUrl(FhirNames.PENDING_CANCELLATION_EXTENSION);
    }
}
