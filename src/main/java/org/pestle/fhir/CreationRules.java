package org.pestle.fhir;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.pestle.fhir.Message.Part;
import org.pestle.prescription.TreatmentType;
import org.pestle.routing.SiteType;
import org.pestle.signature.SignedContent;
import org.pestle.values.NhsNumber;
import org.pestle.values.PrescriptionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an order must be like to be created, beyond what is signed (eps.md 3.4). Every finding is recorded. */
final class CreationRules {
    private static final Logger LOG = LoggerFactory.getLogger(CreationRules.class);
    private static final Pattern PROFESSIONAL_CODE = Pattern.compile("[A-Za-z0-9]{1,12}");
    private static final int USUAL_PROFESSIONAL_CODE = 8;
    private static final Pattern ROLE_PROFILE = Pattern.compile("[0-9]{1,15}");
    private static final Pattern JOB_ROLE = Pattern.compile("[A-Z][0-9]{4}(:[A-Z][0-9]{4}:[A-Z][0-9]{4})?");
    private static final int MAX_REPEATS = 98;

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
        checkRepeats();
        draft.daysSupply();
        draft.startsOn();
        draft.endsOn();
        draft.authoredAt();
        if (draft.treatment() == TreatmentType.REPEAT_DISPENSING) {
            checkWindow();
        }
    }

    private void checkId() {
        Place at = place.to("groupIdentifier").called("prescription id");
        reading.system(
                at, FhirNames.SHORT_ID, first.value().getGroupIdentifier().getSystem());
        String text =
                reading.text(at.to("value"), first.value().getGroupIdentifier().getValue());
        String compact = PrescriptionId.compact(text);
        if (text.isEmpty()) {
            return;
        }
        if (PrescriptionId.isOfReleaseOne(text)) {
            reading.unprocessable(
                    at.to("value"), "prescriptionID is of Release 1, a bare UUID, which is not taken any more");
        } else if (!PrescriptionId.hasRightShape(compact)) {
            reading.unprocessable(at.to("value"), "prescriptionID has invalid format");
        } else if (!PrescriptionId.hasRightCheckCharacter(compact)) {
            reading.unprocessable(at.to("value"), "prescriptionID has invalid checksum");
        }
    }

    private void checkPeople() {
        SignedContent.Patient patient = signed.patient();
        Place place = signed.patientPlace();
        if (!patient.nhsNumber().isEmpty() && !NhsNumber.isRight(patient.nhsNumber())) {
            reading.unprocessable(place.to("identifier"), "nhsNumber has invalid checksum or format");
        }
        if (patient.birthDate().isAfter(today)) {
            reading.unprocessable(place.to("birthDate"), "birthTime is in the future");
        }
        if (!patient.generalPractice().isEmpty()) {
            reading.odsCode(
                    place.to("generalPractitioner", 0)
                            .to("identifier")
                            .to("value")
                            .called("general practice"),
                    patient.generalPractice());
        }
        checkPrescriber();
    }

    private void checkPrescriber() {
        SignedContent.Agent agent = signed.prescriber().agent();
        Place organisation = signed.prescriber().organisation();
        String commissioner = signed.prescriber().commissioner();
        if (!agent.organisation().odsCode().isEmpty()) {
            reading.odsCode(
                    organisation.to("identifier").called("organisation code"),
                    agent.organisation().odsCode());
        }
        if (commissioner != null && !commissioner.isEmpty()) {
            reading.odsCode(organisation.to("partOf").called("parent organisation"), commissioner);
        }
        String code = agent.professionalCode();
        if (!code.isEmpty() && !PROFESSIONAL_CODE.matcher(code).matches()) {
            reading.unprocessable(signed.prescriber().professionalCode(), "prescriberCode has invalid format");
        } else if (code.length() > USUAL_PROFESSIONAL_CODE) {
            LOG.info("message {} has a prescriber code of {} characters", signed.messageId(), code.length());
        }
        if (!ROLE_PROFILE.matcher(agent.roleProfileId()).matches()) {
            LOG.info("message {} has a role profile id that is not 1 to 15 digits", signed.messageId());
        }
        if (!JOB_ROLE.matcher(agent.jobRoleCode()).matches()) {
            LOG.info("message {} has a job role of an unusual form", signed.messageId());
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
        reading.odsCode(at.called("nominated performer"), performer);
        if (type == SiteType.NONE) {
            reading.unprocessable(
                    draft.siteTypeCoding().place(), "nominated performer has invalid type: it must be P1, P2 or P3");
        }
    }

    private void checkRepeats() {
        for (Part<MedicationRequest> part : signed.requests()) {
            MedicationRequestDispenseRequestComponent own = part.value().getDispenseRequest();
            if (CourseOfTherapy.of(part.value()) == CourseOfTherapy.REPEAT_DISPENSING
                    && own.hasNumberOfRepeatsAllowed()
                    && (own.getNumberOfRepeatsAllowed() < 0 || own.getNumberOfRepeatsAllowed() > MAX_REPEATS)) {
                reading.unprocessable(
                        part.place().to("dispenseRequest").to("numberOfRepeatsAllowed"),
                        "repeat.high must be 1 to 99: 0 to " + MAX_REPEATS + " repeats allowed");
            }
        }
    }

    /** The window of a repeat dispensing prescription: whole, in order, not past, at most a year. */
    private void checkWindow() {
        if (!supply.hasValidityPeriod()) {
            return; // has been said
        }
        Place window = supplyPlace.to("validityPeriod");
        LocalDate end = draft.endsOn();
        if (!supply.getValidityPeriod().hasStart()) {
            reading.unprocessable(window.to("start"), "daysSupply effectiveTime low is missing");
        }
        if (end == null) {
            reading.unprocessable(window.to("end"), "daysSupply effectiveTime high is missing");
        } else if (end.isBefore(today)) {
            reading.unprocessable(window.to("end"), "daysSupply effectiveTime high is in the past");
        } else if (end.isAfter(today.plusMonths(12))) {
            reading.unprocessable(window.to("end"), "daysSupply effectiveTime high is more than 12 months ahead");
        } else if (draft.startsOn().isAfter(end)) {
            reading.unprocessable(window.to("start"), "daysSupply effectiveTime low is after high");
        }
    }
}
