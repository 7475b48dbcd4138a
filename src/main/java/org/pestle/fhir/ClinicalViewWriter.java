package org.pestle.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.RequestGroup.RequestGroupActionComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.pestle.prescription.HistoryEvent;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.tracking.ClinicalView;
import org.pestle.tracking.ClinicalView.Supply;
import org.pestle.tracking.TrackedIssue.TrackedItem;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;

/**
 * Writes one issue for a clinician (eps.md 1.10): the patient, who prescribed, each item, who dispensed and each thing
 * dispensed, and the RequestGroup that holds them together with the history.
 */
final class ClinicalViewWriter {
    private final ClinicalView view;
    private final Patient patient;
    private final Bundle bundle = new Bundle();
    private final RequestGroup group;
    private final Map<UUID, List<MedicationDispense>> dispenses = new LinkedHashMap<>();

    /**
     * Of this view.
     *
     * @param known the patient by the prescription's message; empty where it has not come
     */
    ClinicalViewWriter(ClinicalView view, Patient known) {
        this.view = view;
        this.patient = patient(view, known);
        this.group = RequestGroupWriter.group(view.issue(), RequestGroupWriter.reference(patient));
    }

    Bundle write() {
        bundle.setType(BundleType.SEARCHSET);
        bundle.setTotal(1);
        include(patient);
        group.getAuthor()
                .setIdentifier(
                        ClinicalItems.organisation(view.issue().practice()).getIdentifier());
        view.reason()
                .ifPresent(reason -> group.addExtension()
                        .setUrl(FhirNames.TRACKED_STATUS_EXTENSION)
                        .addExtension("cancellationReason", ClinicalItems.coding(reason)));
        if (view.prescription() != null) {
            addItems(view.prescription());
        }
        view.notDispensedBecause()
                .ifPresent(reason -> group.addExtension(
                        FhirNames.NON_DISPENSING_REASON_EXTENSION, ClinicalItems.notDispensed(reason)));
        addHistory();
        RequestGroupWriter.add(bundle, group, SearchEntryMode.MATCH);
        return bundle;
    }

    private static Patient patient(ClinicalView view, Patient known) {
        Patient patient = RequestGroupWriter.patient(view.issue(), known);
        patient.setBirthDateElement(known.getBirthDateElement());
        patient.setGender(known.getGender());
        for (Address address : known.getAddress()) {
            String text = Stream.concat(address.getLine().stream(), Stream.of(new StringType(address.getPostalCode())))
                    .map(StringType::getValue)
                    .filter(line -> line != null && !line.isBlank())
                    .collect(Collectors.joining(", "));
            patient.addAddress(address.copy().setText(text));
        }
        return patient;
    }

    private void addItems(PrescriptionRecord prescription) {
        ClinicalItems items = new ClinicalItems(view, prescription, RequestGroupWriter.reference(patient));
        PrescriptionType type = new PrescriptionType(prescription.prescriptionType());
        Coding coding = new Coding().setSystem(FhirNames.PRESCRIPTION_TYPE).setCode(type.code());
        type.display().ifPresent(coding::setDisplay);
        group.addExtension(FhirNames.PRESCRIPTION_TYPE_EXTENSION, coding);
        PractitionerRole prescriber = role(view.issue().practice());
        RequestGroupActionComponent action = group.addAction().setTitle("Prescription Line Items(Medications)");
        action.setTiming(new Timing()
                .setRepeat(new Timing.TimingRepeatComponent()
                        .setFrequency(1)
                        .setPeriod(BigDecimal.valueOf(prescription.daysSupply()))
                        .setPeriodUnit(Timing.UnitsOfTime.D)));
        Map<LineItemId, TrackedItem> tracked =
                view.issue().items().stream().collect(Collectors.toMap(TrackedItem::id, item -> item));
        prescription.items().forEach(item -> {
            TrackedItem where = tracked.get(item.id());
            if (where != null) {
                MedicationRequest request = items.prescribed(item, where, RequestGroupWriter.reference(prescriber));
                include(request);
                action.addAction().setResource(RequestGroupWriter.reference(request));
            }
        });
        addDispenses(items);
    }

    private void addDispenses(ClinicalItems items) {
        Map<OdsCode, PractitionerRole> dispensers = new LinkedHashMap<>();
        for (Supply supply : view.supplies()) {
            PractitionerRole dispenser = dispensers.computeIfAbsent(supply.organisation(), this::role);
            MedicationDispense dispense = items.dispensed(supply, RequestGroupWriter.reference(dispenser));
            include(dispense);
            dispenses
                    .computeIfAbsent(supply.notification(), notification -> new ArrayList<>())
                    .add(dispense);
        }
    }

    private PractitionerRole role(OdsCode organisation) {
        PractitionerRole role = new PractitionerRole();
        role.setId(UUID.randomUUID().toString());
        role.setOrganization(ClinicalItems.organisation(organisation));
        include(role);
        return role;
    }

    private void addHistory() {
        RequestGroupActionComponent transitions = group.addAction().setTitle("Prescription status transitions");
        for (HistoryEvent event : view.history()) {
            RequestGroupActionComponent step =
                    transitions.addAction().setTitle(event.event().words());
            step.setTiming(new DateTimeType(Date.from(event.recordedAt())));
            step.addCode(new CodeableConcept(new Coding(
                    FhirNames.BUSINESS_STATUS, event.to().code(), event.to().display())));
            step.addParticipant()
                    .addExtension(
                            FhirNames.ACTION_PARTICIPANT_EXTENSION,
                            ClinicalItems.organisation(new OdsCode(event.organisation())));
            view.supplies().stream()
                    .filter(supply -> supply.notifiedAt().equals(event.recordedAt()))
                    .map(Supply::notification)
                    .distinct()
                    .forEach(notification -> addNotification(step, notification));
        }
    }

    private void addNotification(RequestGroupActionComponent step, UUID notification) {
        step.addCode(
                new CodeableConcept(new Coding().setSystem(FhirNames.MESSAGE_ID).setCode(notification.toString())));
        dispenses
                .getOrDefault(notification, List.of())
                .forEach(dispense -> step.addAction().setResource(RequestGroupWriter.reference(dispense)));
    }

    private void include(Resource resource) {
        RequestGroupWriter.add(bundle, resource, SearchEntryMode.INCLUDE);
    }
}
