package org.pestle.fhir;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.pestle.prescription.CancellationReason;
import org.pestle.prescription.LineItem;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.NonDispensingReason;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.routing.Nomination;
import org.pestle.routing.SiteType;
import org.pestle.tracking.ClinicalView;
import org.pestle.tracking.ClinicalView.Supply;
import org.pestle.tracking.TrackedIssue.TrackedItem;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;

/** Writes the items of a clinical view: each as it was prescribed, and each as a pharmacy told of it. */
final class ClinicalItems {
    private final ClinicalView view;
    private final PrescriptionRecord prescription;
    private final Reference patient;
    private final Map<LineItemId, MedicationRequest> requests = new HashMap<>();

    ClinicalItems(ClinicalView view, PrescriptionRecord prescription, Reference patient) {
        this.view = view;
        this.prescription = prescription;
        this.patient = patient;
    }

    /** An item as it was prescribed, with where it stands. */
    MedicationRequest prescribed(LineItem item, TrackedItem tracked, Reference requester) {
        MedicationRequest request = new MedicationRequest();
        request.setId(UUID.randomUUID().toString());
        request.addIdentifier()
                .setSystem(FhirNames.LINE_ITEM_ID)
                .setValue(item.id().toString());
        request.setSubject(patient);
        request.setStatus(status(tracked.status()));
        view.reason(item.id()).or(view::reason).map(ClinicalItems::concept).ifPresent(request::setStatusReason);
        request.setIntent(MedicationRequestIntent.fromCode(RequestGroupWriter.intent(view.issue())));
        request.setRequester(requester);
        if (view.issue().holder() != null) {
            request.setPerformer(organisation(view.issue().holder()));
        }
        request.setGroupIdentifier(new Identifier()
                .setSystem(FhirNames.SHORT_ID)
                .setValue(prescription.id().shortForm()));
        request.setMedication(
                new CodeableConcept(new Coding(FhirNames.SNOMED, item.product().value(), item.productName()))
                        .setText(item.productName()));
        request.setCourseOfTherapyType(
                new CodeableConcept(TrackerTaskWriter.courseOfTherapy(prescription.treatment())));
        request.getDispenseRequest().setQuantity(quantity(item.quantity()));
        setSite(request.getDispenseRequest());
        request.addDosageInstruction().setText(item.dosage());
        request.getSubstitution().setAllowed(new BooleanType(false));
        request.addExtension()
                .setUrl(FhirNames.DISPENSING_INFORMATION_EXTENSION)
                .addExtension("dispenseStatus", coding(tracked.status()));
        request.addExtension()
                .setUrl(FhirNames.PENDING_CANCELLATION_EXTENSION)
                .addExtension("lineItemPendingCancellation", new BooleanType(tracked.isMarked()));
        requests.put(item.id(), request);
        return request;
    }

    /** An item as a pharmacy told of it. */
    MedicationDispense dispensed(Supply supply, Reference performer) {
        MedicationDispense dispense = new MedicationDispense();
        dispense.setId(UUID.randomUUID().toString());
        dispense.addIdentifier()
                .setSystem(FhirNames.LINE_ITEM_ID)
                .setValue(supply.item().toString());
        dispense.setSubject(patient);
        dispense.setStatus(MedicationDispenseStatus.INPROGRESS); // eps.md 1.6: not used for state
        if (supply.reason() != null) {
            dispense.setStatusReason(new CodeableConcept(notDispensed(supply.reason())));
        }
        dispense.addPerformer().setActor(performer);
        dispense.setType(new CodeableConcept(coding(supply.status())));
        MedicationRequest request = requests.get(supply.item());
        if (request != null) {
            dispense.addAuthorizingPrescription(RequestGroupWriter.reference(request));
        }
        prescription.item(supply.item()).ifPresent(ordered -> {
            dispense.setMedication(
                    new CodeableConcept().setText(supply.product() == null ? ordered.productName() : supply.product()));
            dispense.addDosageInstruction().setText(ordered.dosage());
        });
        dispense.setQuantity(quantity(supply.quantity()));
        dispense.addExtension(
                FhirNames.TASK_BUSINESS_STATUS_EXTENSION,
                new Coding(
                        FhirNames.BUSINESS_STATUS,
                        supply.to().code(),
                        supply.to().display()));
        return dispense;
    }

    private void setSite(MedicationRequest.MedicationRequestDispenseRequestComponent dispenseRequest) {
        SiteType type = SiteType.NONE;
        if (prescription.issue(view.issue().issueNumber()).orElseThrow().nomination()
                instanceof Nomination.Nominated nominated) {
            type = nominated.type();
            dispenseRequest.setPerformer(organisation(nominated.site()));
        }
        dispenseRequest.addExtension(
                FhirNames.PERFORMER_SITE_TYPE_EXTENSION,
                new Coding(FhirNames.DISPENSING_SITE_PREFERENCE, type.code(), words(type)));
    }

    private static String words(SiteType type) {
        return switch (type) {
            case COMMUNITY_PHARMACY -> "Other (e.g. Community Pharmacy)";
            case APPLIANCE_CONTRACTOR -> "Appliance Contractor";
            case DISPENSING_DOCTOR -> "Dispensing Doctor";
            case NONE -> "None";
        };
    }

    /** From the status of an item to that of its MedicationRequest (eps.md 1.10). */
    static MedicationRequestStatus status(LineItemStatus status) {
        return switch (status) {
            case FULLY_DISPENSED -> MedicationRequestStatus.COMPLETED;
            case NOT_DISPENSED, EXPIRED -> MedicationRequestStatus.STOPPED;
            case PARTLY_DISPENSED, OWING, TO_BE_DISPENSED, WITH_DISPENSER -> MedicationRequestStatus.ACTIVE;
            case CANCELLED -> MedicationRequestStatus.CANCELLED;
        };
    }

    /** A reason to cancel, as a code. */
    static CodeableConcept concept(CancellationReason reason) {
        return new CodeableConcept(coding(reason));
    }

    static Coding coding(CancellationReason reason) {
        return new Coding(FhirNames.CANCELLATION_REASON, reason.code(), reason.display());
    }

    /** Why nothing was dispensed, as a code with the words of the list. */
    static Coding notDispensed(String reason) {
        Coding coding = new Coding().setSystem(FhirNames.NON_DISPENSING_REASON).setCode(reason);
        NonDispensingReason.of(reason).map(NonDispensingReason::display).ifPresent(coding::setDisplay);
        return coding;
    }

    private static Coding coding(LineItemStatus status) {
        return new Coding(FhirNames.ITEM_STATUS, status.code(), status.display());
    }

    /** An organisation by its code alone. */
    static Reference organisation(OdsCode code) {
        return new Reference()
                .setIdentifier(new Identifier().setSystem(FhirNames.ODS_CODE).setValue(code.value()));
    }

    private static Quantity quantity(org.pestle.values.Quantity quantity) {
        return new Quantity().setValue(quantity.amount()).setUnit(quantity.unit());
    }
}
