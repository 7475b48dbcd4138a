package org.pestle.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.jspecify.annotations.Nullable;
import org.pestle.fhir.Message.Part;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.signature.SignedContent;

/**
 * What a prescription-order message says that is signed: all that {@code $prepare} needs, and the first part of what
 * create needs (eps.md 7.2).
 *
 * @param requests the items as they were sent, at least one
 * @param prescriber who signs
 * @param patientPlace of the patient
 */
record SignedOrder(
        UUID messageId,
        UUID longId,
        PrescriptionType type,
        List<Part<MedicationRequest>> requests,
        SignedAgent.Prescriber prescriber,
        Place patientPlace,
        SignedContent.Patient patient,
        List<SignedContent.Item> items) {
    private static final int MAX_ITEMS = 4;
    private static final int MAX_DIGITS = 9;

    /** What is signed at a time. */
    SignedContent signedAt(Instant time) {
        return new SignedContent(time, longId, terms(), prescriber.agent(), patient, items);
    }

    private SignedContent.Terms terms() {
        MedicationRequest first = requests.getFirst().value();
        MedicationRequestDispenseRequestComponent supply = first.getDispenseRequest();
        String shortId = first.getGroupIdentifier().getValue();
        return new SignedContent.Terms(
                shortId == null ? "" : shortId,
                CourseOfTherapy.together(requests).code(),
                type.code().isEmpty() ? null : type.code(),
                supply.getValidityPeriod().getStartElement().getValueAsString(),
                supply.getValidityPeriod().getEndElement().getValueAsString(),
                wholeDays(supply.getExpectedSupplyDuration().getValue()));
    }

    private static @Nullable Integer wholeDays(@Nullable BigDecimal days) {
        if (days == null || days.stripTrailingZeros().scale() > 0 || days.precision() > MAX_DIGITS) {
            return null;
        }
        return days.intValue();
    }

    /** Reads it; null, with findings, where nothing is ordered. */
    static @Nullable SignedOrder read(Message message, Reading reading) {
        UUID messageId = messageId(message, reading);
        message.eachAtItsOwnAddress(reading);
        List<Part<MedicationRequest>> requests = message.all(MedicationRequest.class);
        if (requests.isEmpty()) {
            reading.missing(Place.resource("MedicationRequest"));
            return null;
        }
        if (requests.size() > MAX_ITEMS) {
            reading.add(Finding.at(
                    requests.get(MAX_ITEMS).place().path(),
                    Problem.INVALID_NUMBER_MEDICATIONREQUESTS,
                    Problem.INVALID_NUMBER_MEDICATIONREQUESTS.title()));
        }
        OrderRules.check(message, requests, reading);
        Part<MedicationRequest> first = requests.getFirst();
        PrescriptionType type = PrescriptionType.read(first, reading);
        SignedPeople people = new SignedPeople(reading);
        Place requester = first.place().to("requester");
        Part<PractitionerRole> role =
                message.follow(reading, requester, first.value().getRequester(), PractitionerRole.class);
        Place subject = first.place().to("subject");
        Part<Patient> patient = message.follow(reading, subject, first.value().getSubject(), Patient.class);
        return new SignedOrder(
                messageId,
                longId(first, reading),
                type,
                requests,
                role == null
                        ? SignedAgent.Prescriber.unknown(requester)
                        : new SignedAgent(message, reading, people, type).read(role),
                patient == null ? subject : patient.place(),
                patient == null ? SignedPeople.nobody() : people.patient(patient),
                List.copyOf(new SignedItems(message, reading).read(requests)));
    }

    private static UUID messageId(Message message, Reading reading) {
        Place bundle = Place.of("Bundle");
        if (!message.bundle().hasType()) {
            reading.missing(bundle.to("type"));
        } else if (message.bundle().getType() != BundleType.MESSAGE) {
            reading.wrong(bundle.to("type"), "The type of the Bundle must be message");
        }
        return message.bundle().hasIdentifier()
                ? reading.uuid(
                        bundle.to("identifier").to("value"),
                        message.bundle().getIdentifier().getValue())
                : reading.uuid(bundle.to("identifier"), null);
    }

    private static UUID longId(Part<MedicationRequest> first, Reading reading) {
        Found<Identifier> found = Found.extension(
                first.place().to("groupIdentifier"),
                first.value().getGroupIdentifier().getExtension(),
                FhirNames.PRESCRIPTION_ID_EXTENSION,
                Identifier.class,
                "long prescription id");
        reading.noRival(found);
        if (found.value() == null) {
            return reading.uuid(found.place(), null);
        }
        reading.system(found.place(), FhirNames.LONG_ID, found.value().getSystem());
        return reading.uuid(found.place().to("value"), found.value().getValue());
    }
}
