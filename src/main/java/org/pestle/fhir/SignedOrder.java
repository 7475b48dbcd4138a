package org.pestle.fhir;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
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
 */
record SignedOrder(
        UUID messageId,
        UUID longId,
        List<Part<MedicationRequest>> requests,
        Part<PractitionerRole> role,
        SignedAgent.Prescriber prescriber,
        Part<Patient> patientPart,
        SignedContent.Patient patient,
        List<SignedContent.Item> items) {

    /** What is signed at a time. */
    SignedContent signedAt(Instant time) {
        return new SignedContent(time, longId, prescriber.agent(), patient, items);
    }

    /** Reads it; null, with findings, where there is not enough of a message. */
    static @Nullable SignedOrder read(Message message, Reading reading) {
        UUID messageId = reading.uuid(
                Place.of("Bundle.identifier"),
                message.bundle().hasIdentifier()
                        ? message.bundle().getIdentifier().getValue()
                        : null);
        List<Part<MedicationRequest>> requests = message.all(MedicationRequest.class);
        if (requests.isEmpty()) {
            reading.missing(Place.of("Bundle.entry.resource.ofType(MedicationRequest)"));
            return null;
        }
        if (requests.size() > 4) {
            reading.add(Finding.at(
                    "Bundle.entry.resource.ofType(MedicationRequest)",
                    Problem.INVALID_NUMBER_MEDICATIONREQUESTS,
                    Problem.INVALID_NUMBER_MEDICATIONREQUESTS.title()));
            return null;
        }
        OrderRules.check(requests, reading);
        Part<MedicationRequest> first = requests.getFirst();
        UUID longId = longId(first, reading);
        SignedPeople people = new SignedPeople(reading);
        Part<PractitionerRole> role = message.follow(
                reading, first.place().to("requester"), first.value().getRequester(), PractitionerRole.class);
        Part<Patient> patient = message.follow(
                reading, first.place().to("subject"), first.value().getSubject(), Patient.class);
        SignedAgent.Prescriber prescriber = role == null ? null : new SignedAgent(message, reading, people).read(role);
        SignedContent.Patient signedPatient = patient == null ? null : people.patient(patient);
        List<SignedContent.Item> items = new SignedItems(message, reading).read(requests);
        if (role == null || prescriber == null || patient == null || signedPatient == null) {
            return null;
        }
        return new SignedOrder(
                messageId, longId, requests, role, prescriber, patient, signedPatient, List.copyOf(items));
    }

    private static UUID longId(Part<MedicationRequest> first, Reading reading) {
        Identifier group = first.value().getGroupIdentifier();
        Identifier longId =
                Codes.extension(group.getExtension(), FhirNames.PRESCRIPTION_ID_EXTENSION, Identifier.class);
        return reading.uuid(
                first.place().to("groupIdentifier").to("extension").to("valueIdentifier"),
                longId == null ? null : longId.getValue());
    }
}
