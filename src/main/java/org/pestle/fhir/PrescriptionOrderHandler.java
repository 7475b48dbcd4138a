package org.pestle.fhir;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.exchange.Answer;
import org.pestle.fhir.Message.Part;
import org.pestle.fhir.WriteCall.Written;
import org.pestle.prescription.Accepted;
import org.pestle.prescription.AmendPrescription;
import org.pestle.prescription.CreatePrescription;
import org.pestle.prescription.Created;
import org.pestle.prescription.PrescriptionOrder;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.problems.Problem.Severity;
import org.pestle.values.PrescriptionId;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Creates a prescription, or amends one where the message replaces an earlier one (ADR 0014): read, examined, kept
 * (contract.md 2). The first answer carries the head of the prescription's history in a header, as a witness for the
 * sender; an answer that is given again does not.
 */
@Component
class PrescriptionOrderHandler implements MessageHandler {
    static final String CHAIN_HEAD = "X-Pestle-Chain-Head";

    private final PrescriptionOrderReader reader;
    private final CreatePrescription create;
    private final AmendPrescription amend;
    private final WriteCall writes;
    private final OutcomeWriter outcomes;
    private final Access access;
    private final SignerComparison signers;

    PrescriptionOrderHandler(
            PrescriptionOrderReader reader,
            CreatePrescription create,
            AmendPrescription amend,
            WriteCall writes,
            OutcomeWriter outcomes,
            Access access,
            SignerComparison signers) {
        this.reader = reader;
        this.create = create;
        this.amend = amend;
        this.writes = writes;
        this.outcomes = outcomes;
        this.access = access;
        this.signers = signers;
    }

    @Override
    public String event() {
        return "prescription-order";
    }

    @Override
    public Operation operation() {
        return Operation.CREATE;
    }

    @Override
    public List<Finding> findings(Bundle bundle) {
        return reader.findings(bundle);
    }

    /** Where patients are nominated is told only to those who may prescribe. */
    @Override
    public List<Finding> outlook(Bundle bundle, Caller caller) {
        return access.allows(caller, Operation.PREPARE)
                        && reader.readUnsent(bundle) instanceof Outcome.Done<PrescriptionOrder>(PrescriptionOrder order)
                ? create.outlook(order)
                : List.of();
    }

    @Override
    public ResponseEntity<byte[]> handle(Bundle bundle, Received received) {
        Written written = written(bundle);
        access.require(received.caller(), written.operation());
        Outcome<Accepted> accepted = reader.read(bundle).then(order -> examine(order, received.caller()));
        AtomicReference<Created> created = new AtomicReference<>();
        ResponseEntity<byte[]> answer = writes.handle(
                received,
                written,
                accepted,
                outcomes.accepted(),
                order -> keep(order, bundle, received).then(kept -> {
                    created.set(kept);
                    return Outcome.done(answer(kept, order));
                }));
        return withChainHead(answer, created.get());
    }

    private Outcome<Created> keep(Accepted order, Bundle bundle, Received received) {
        return Replacement.read(new Message(bundle), new Reading())
                .map(replaces -> amend.keep(order, replaces, received.body(), received.caller(), received.requestId()))
                .orElseGet(() -> create.keep(order, received.body(), received.caller(), received.requestId()));
    }

    private Outcome<Accepted> examine(PrescriptionOrder order, Caller caller) {
        return signers.compare(order, caller)
                .then(same -> create.examine(same, caller))
                .then(accepted -> signers.compare(accepted, caller));
    }

    /** A prescription that needs attention was taken in all the same, so the answer is a yes with further issues. */
    private Answer answer(Created created, Accepted order) {
        List<Finding> notes = new ArrayList<>(create.notes(order.order(), order.nomination()));
        if (created.hold() != null) {
            String sentence = "The prescription was kept and is held for review: its signer signed "
                    + created.hold().words()
                    + ". No pharmacy can have it until a reviewer has decided; the tracker shows when that is. Do not"
                    + " send it again. If the patient cannot wait, cancel it and prescribe on paper.";
            notes.add(Finding.of(Problem.PRESCRIPTION_HELD_FOR_REVIEW, sentence));
        }
        return notes.isEmpty()
                ? outcomes.accepted()
                : outcomes.accepted(notes.stream()
                        .map(note -> note.as(Severity.INFORMATION, "informational"))
                        .toList());
    }

    /** What can be said of a message without reading it closely: for the record of the call. */
    private static Written written(Bundle bundle) {
        UUID messageId = bundle.hasIdentifier() && bundle.getIdentifier().getValue() != null
                ? RequestIds.parse(bundle.getIdentifier().getValue()).orElse(null)
                : null;
        Message message = new Message(bundle);
        String subject = message.all(MedicationRequest.class).stream()
                .map(Part::value)
                .map(request -> request.getGroupIdentifier().getValue())
                .filter(Objects::nonNull)
                .map(PrescriptionId::compact)
                .filter(PrescriptionId::hasRightShape)
                .findFirst()
                .orElse("-");
        return new Written(Replacement.isMeant(message) ? Operation.AMEND : Operation.CREATE, messageId, subject);
    }

    private static ResponseEntity<byte[]> withChainHead(ResponseEntity<byte[]> answer, @Nullable Created created) {
        if (created == null || !answer.getStatusCode().is2xxSuccessful()) {
            return answer;
        }
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(CHAIN_HEAD, HexFormat.of().formatHex(created.chainHead()))
                .body(answer.getBody());
    }
}
