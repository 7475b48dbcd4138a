package org.pestle.fhir;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.pestle.fhir.Message.Part;
import org.pestle.prescription.TreatmentType;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.routing.SiteType;
import org.pestle.signature.SignedContent;
import org.pestle.values.NhsNumber;
import org.pestle.values.PrescriptionId;

/** What an order must be like to be created, beyond what is signed (eps.md 3.4). Every finding is recorded. */
final class CreationRules {
    private static final Pattern PROFESSIONAL_CODE = Pattern.compile("[A-Za-z0-9]{1,12}");

    private final OrderDraft draft;
    private final Reading reading;
    private final SignedOrder signed;
    private final Part<MedicationRequest> first;
    private final Place place;
    private final MedicationRequestDispenseRequestComponent supply;
    private final Place supplyPlace;
    private final LocalDate today;

    private CreationRules(OrderDraft draft, Reading reading) {
        this.draft = draft;
        this.reading = reading;
        this.signed = draft.signed();
        this.first = signed.requests().getFirst();
        this.place = first.place();
        this.supply = draft.supply();
        this.supplyPlace = draft.supplyPlace();
        this.today = draft.today();
    }

    /** Checks an order. */
    static void check(OrderDraft draft, Reading reading) {
        new CreationRules(draft, reading).check();
    }

    private void check() {
        checkId();
        checkPeople();
        checkNomination();
        checkType();
        draft.daysSupply();
        draft.startsOn();
        draft.endsOn();
        draft.authoredAt();
        if (draft.treatment() == TreatmentType.REPEAT_DISPENSING) {
            checkWindow();
        }
    }

    private void checkId() {
        Place at = place.to("groupIdentifier");
        if (!FhirNames.same(
                FhirNames.SHORT_ID, first.value().getGroupIdentifier().getSystem())) {
            reading.wrong(at.to("system"), "The system must be " + FhirNames.SHORT_ID);
        }
        String text =
                reading.text(at.to("value"), first.value().getGroupIdentifier().getValue());
        String compact = PrescriptionId.compact(text);
        if (text.isEmpty()) {
            return;
        }
        if (!PrescriptionId.hasRightShape(compact)) {
            reading.unprocessable(at.to("value"), "prescriptionID has invalid format");
        } else if (!PrescriptionId.hasRightCheckCharacter(compact)) {
            reading.unprocessable(at.to("value"), "prescriptionID has invalid checksum");
        }
    }

    private void checkPeople() {
        SignedContent.Agent agent = signed.prescriber().agent();
        Place patient = signed.patientPart().place();
        if (!signed.patient().nhsNumber().isEmpty()
                && !NhsNumber.isRight(signed.patient().nhsNumber())) {
            reading.unprocessable(patient.to("identifier"), "nhsNumber has invalid checksum or format");
        }
        if (signed.patient().birthDate().isAfter(today)) {
            reading.unprocessable(patient.to("birthDate"), "birthTime is in the future");
        }
        reading.odsCode(patient.to("generalPractitioner"), signed.patient().generalPractice());
        Place organisation = signed.prescriber().organisation().place();
        if (!agent.organisation().odsCode().isEmpty()) {
            reading.odsCode(organisation.to("identifier"), agent.organisation().odsCode());
        }
        if (signed.prescriber().commissioner() != null
                && !signed.prescriber().commissioner().isEmpty()) {
            reading.odsCode(
                    organisation.to("partOf").to("identifier"),
                    signed.prescriber().commissioner());
        }
        if (!agent.professionalCode().isEmpty()
                && !PROFESSIONAL_CODE.matcher(agent.professionalCode()).matches()) {
            reading.unprocessable(signed.role().place().to("practitioner"), "prescriberCode has invalid format");
        }
    }

    private void checkNomination() {
        Place at = supplyPlace.to("performer").to("identifier").to("value");
        SiteType type = draft.siteType();
        if (!supply.hasPerformer()) {
            return;
        }
        String performer = supply.getPerformer().getIdentifier().getValue();
        if (performer == null || performer.isBlank()) {
            reading.unprocessable(at, "nominated performer is present but empty");
            return;
        }
        reading.odsCode(at, performer);
        if (type == SiteType.NONE) {
            reading.unprocessable(
                    supplyPlace.to("extension").to("valueCoding"),
                    "nominated performer has invalid type: it must be P1, P2 or P3");
        }
    }

    private void checkType() {
        String type = draft.typeCode();
        if (type == null) {
            reading.missing(place.to("extension").to("valueCoding"));
        } else if (type.startsWith("01")) {
            if (signed.prescriber().commissioner() == null) {
                reading.add(Finding.at(
                                signed.prescriber()
                                        .organisation()
                                        .place()
                                        .to("partOf")
                                        .path(),
                                Problem.MISSING_VALUE,
                                "In primary care the organisation must name the one it is part of")
                        .as(Problem.Severity.ERROR, "invalid"));
            }
            if (signed.role().value().hasHealthcareService()) {
                reading.add(Finding.at(
                                signed.role().place().to("healthcareService").path(),
                                Problem.INVALID_VALUE,
                                "In primary care the role has no healthcare service")
                        .as(Problem.Severity.ERROR, "invalid"));
            }
        }
    }

    /** The window of a repeat dispensing prescription: whole, in order, not past, at most a year. */
    private void checkWindow() {
        Place window = supplyPlace.to("validityPeriod");
        LocalDate end = draft.endsOn();
        if (!supply.getValidityPeriod().hasStart()) {
            reading.missing(window.to("start"));
        }
        if (end == null) {
            reading.missing(window.to("end"));
        } else if (end.isBefore(today)) {
            reading.unprocessable(window.to("end"), "daysSupply effectiveTime high is in the past");
        } else if (end.isAfter(today.plusMonths(12))) {
            reading.unprocessable(window.to("end"), "daysSupply effectiveTime high is more than 12 months ahead");
        } else if (draft.startsOn().isAfter(end)) {
            reading.unprocessable(window.to("start"), "daysSupply effectiveTime low is after high");
        }
    }
}
