package org.pestle.fhir;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.pestle.exchange.Answer;
import org.pestle.prescription.CancellationAnswer;
import org.pestle.prescription.CancellationNotice;
import org.pestle.prescription.CancellationResponse;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Writes the answers to cancellations (eps.md 5.4): a message {@code prescription-order-response} made of the message
 * that asked, or an OperationOutcome where there is nothing to show.
 */
@Component
class CancellationResponseWriter {
    private static final String DIRECTORY = "https://directory.spineservices.nhs.uk/STU3/Organization/";

    private final FhirJson json;
    private final OutcomeWriter outcomes;

    CancellationResponseWriter(FhirJson json, OutcomeWriter outcomes) {
        this.json = json;
        this.outcomes = outcomes;
    }

    /**
     * The answer to a cancellation.
     *
     * @param request the message; it is used up
     */
    Answer answer(Bundle request, CancellationAnswer answer) {
        CancellationResponse response = answer.response();
        Problem problem = response.problem();
        return switch (response) {
            case NOT_FOUND, DISABLED, UNABLE_TO_PROCESS -> outcomes.answer(List.of(Finding.of(problem)));
            case CANCELLED,
                    WITH_DISPENSER,
                    WITH_DISPENSER_ACTIVE,
                    DISPENSED,
                    EXPIRED,
                    ALREADY_CANCELLED,
                    REQUESTED_BY_ANOTHER,
                    NOT_DISPENSED -> {
                Bundle bundle = respond(request, UUID.randomUUID(), response, answer.at(), answer.dispenser());
                String outcome = response == CancellationResponse.CANCELLED ? Answer.DONE : response.code();
                yield new Answer(problem.httpStatus(), FhirNames.MEDIA_TYPE, json.write(bundle), outcome);
            }
        };
    }

    /** The subsequent response that a notice tells of: always the same message. */
    Bundle subsequent(CancellationNotice notice) {
        if (!(json.parse(notice.message(), Bundle.class) instanceof Outcome.Done<Bundle>(Bundle request))) {
            throw new IllegalStateException("a stored cancellation cannot be read");
        }
        CancellationNotice.Line line = notice.line();
        MedicationRequest item = CancellationReader.items(request).getFirst();
        item.getIdentifier().stream()
                .filter(identifier -> FhirNames.same(FhirNames.LINE_ITEM_ID, identifier.getSystem()))
                .forEach(identifier -> identifier.setValue(line.item().toString()));
        if (notice.product() != null) {
            item.setMedication(new CodeableConcept(
                    new Coding(FhirNames.SNOMED, notice.product().value(), notice.productName())));
        }
        Bundle bundle = respond(request, notice.id(), line.response(), notice.recordedAt(), line.dispenser());
        bundle.getMeta().setLastUpdated(Date.from(notice.recordedAt()));
        return bundle;
    }

    private static Bundle respond(
            Bundle request, UUID id, CancellationResponse response, Instant at, @Nullable OdsCode dispenser) {
        Bundle bundle = new Bundle();
        bundle.setId(id.toString());
        bundle.setIdentifier(identifier(FhirNames.MESSAGE_ID, id.toString()));
        bundle.setType(BundleType.MESSAGE);
        bundle.setTimestampElement(
                new InstantType(at.truncatedTo(ChronoUnit.SECONDS).toString()));
        BundleEntryComponent header = bundle.addEntry().setFullUrl(address(id + "/header"));
        for (BundleEntryComponent entry : request.getEntry()) {
            if (entry.getResource() instanceof MessageHeader sent) {
                header.setResource(header(sent, request));
            } else if (!(entry.getResource() instanceof Provenance)) {
                bundle.addEntry(entry);
            }
        }
        MedicationRequest item = CancellationReader.items(request).getFirst();
        setState(item, response, at);
        if (dispenser != null) {
            String address = address(id + "/" + dispenser.value());
            name(item, dispenser, address);
            bundle.addEntry().setFullUrl(address).setResource(organisation(dispenser));
        }
        return bundle;
    }

    private static MessageHeader header(MessageHeader sent, Bundle request) {
        MessageHeader header = new MessageHeader();
        header.setEvent(
                new Coding(FhirNames.MESSAGE_EVENT, "prescription-order-response", "Prescription Order Response"));
        header.getSender()
                .setIdentifier(identifier(FhirNames.ODS_CODE, "X2601"))
                .setDisplay("NHS Digital Spine");
        header.getSource().setName("Pestle").setEndpoint("urn:nhs-uk:addressing:ods:X2601");
        Identifier sender = sent.getSender().getIdentifier();
        if (sender.hasValue()) {
            header.addDestination()
                    .setEndpoint(DIRECTORY + sender.getValue())
                    .setReceiver(new Reference().setIdentifier(sender));
        }
        header.getResponse()
                .setIdentifier(CancellationReader.messageId(request))
                .setCode(ResponseType.OK);
        request.getEntry().stream()
                .filter(entry -> entry.getResource() instanceof MedicationRequest && entry.hasFullUrl())
                .forEach(entry -> header.addFocus(new Reference(entry.getFullUrl())));
        return header;
    }

    private static void setState(MedicationRequest item, CancellationResponse response, Instant at) {
        item.setStatus(status(response));
        Extension history = item.addExtension().setUrl(FhirNames.STATUS_HISTORY_EXTENSION);
        Problem problem = response.problem();
        history.addExtension("status", new Coding(problem.codeSystem().url(), problem.code(), problem.title()));
        history.addExtension(
                "statusDate",
                new DateTimeType(at.truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    /** The status of the item by the code of the response (eps.md 5.4). */
    static MedicationRequestStatus status(CancellationResponse response) {
        return switch (response) {
            case CANCELLED, ALREADY_CANCELLED -> MedicationRequestStatus.CANCELLED;
            case WITH_DISPENSER, WITH_DISPENSER_ACTIVE -> MedicationRequestStatus.ACTIVE;
            case DISPENSED -> MedicationRequestStatus.COMPLETED;
            case EXPIRED, NOT_DISPENSED -> MedicationRequestStatus.STOPPED;
            case REQUESTED_BY_ANOTHER, NOT_FOUND, DISABLED, UNABLE_TO_PROCESS -> MedicationRequestStatus.UNKNOWN;
        };
    }

    private static void name(MedicationRequest item, OdsCode dispenser, String address) {
        Reference performer = new Reference().setIdentifier(identifier(FhirNames.ODS_CODE, dispenser.value()));
        performer.addExtension(FhirNames.DISPENSING_PERFORMER_EXTENSION, new Reference(address));
        item.getDispenseRequest().setPerformer(performer);
    }

    private static Organization organisation(OdsCode code) {
        Organization organisation = new Organization();
        organisation.addIdentifier(identifier(FhirNames.ODS_CODE, code.value()));
        return organisation;
    }

    private static Identifier identifier(String system, String value) {
        return new Identifier().setSystem(system).setValue(value);
    }

    /** The address of a part of the answer: the same whenever the answer is written. */
    private static String address(String part) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(part.getBytes(StandardCharsets.UTF_8));
    }
}
