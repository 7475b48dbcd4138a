package org.pestle.cli;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A step that a pharmacy takes with each prescription that waits for it: dispense, then claim. */
final class PharmacyStep {
    /** Makes the message of the step. */
    interface Message {
        String make(KeptPrescription prescription, SamplePharmacy pharmacy, Instant now);
    }

    private final PestleCommand pestle;
    private final Shelf.Stage from;
    private final Shelf.Stage to;
    private final String path;
    private final String word;

    PharmacyStep(PestleCommand pestle, Shelf.Stage from, Shelf.Stage to, String path, String word) {
        this.pestle = pestle;
        this.from = from;
        this.to = to;
        this.path = path;
        this.word = word;
    }

    /** Takes the step with one prescription, or with all that wait for it; says what came of each. */
    int take(@Nullable String id, String before, Message message) {
        Shelf shelf = Shelf.of(pestle.client().base());
        List<KeptPrescription> waiting = id == null
                ? shelf.all(from)
                : shelf.find(id).map(List::of).orElseThrow(() -> new WrongUse(unknown(id, before)));
        if (waiting.isEmpty()) {
            throw new WrongUse("Nothing waits to be " + word + ". First: " + PestleCommand.NAME + " " + before);
        }
        ArrayNode results = Json.list();
        StringBuilder text = new StringBuilder();
        int exit = PestleCommand.DONE;
        for (KeptPrescription each : waiting) {
            boolean done = takeOne(shelf, each, message, results, text);
            exit = done ? exit : PestleCommand.REFUSED;
        }
        pestle.show(results, text.toString());
        return exit;
    }

    private boolean takeOne(
            Shelf shelf, KeptPrescription prescription, Message message, ArrayNode results, StringBuilder text) {
        ServiceClient client = pestle.client();
        String body = message.make(prescription, client.pharmacy(prescription.persona()), client.now());
        ServiceCall call = ServiceCall.fhir(path, prescription.persona(), body);
        Reply reply = client.send(call);
        String curl = client.curl(call, prescription.id());
        ObjectNode result = results.addObject()
                .put("prescriptionId", prescription.id())
                .put("status", reply.status())
                .put("millis", reply.millis())
                .put("curl", curl);
        if (reply.ok()) {
            shelf.put(to, to == Shelf.Stage.DISPENSED ? prescription.notifiedBy(body) : prescription);
            text.append(prescription.id()).append("  ").append(word);
        } else {
            // It is not tried again by itself; by its id it can be.
            shelf.put(Shelf.Stage.ASIDE, prescription);
            result.set("outcome", reply.json());
            text.append(prescription.id())
                    .append("  not ")
                    .append(word)
                    .append(". ")
                    .append(Refusals.text(reply));
        }
        text.append(", HTTP ")
                .append(reply.status())
                .append(" in ")
                .append(reply.millis())
                .append(" ms. By curl:")
                .append(System.lineSeparator())
                .append(curl)
                .append(System.lineSeparator());
        return reply.ok();
    }

    private static String unknown(String id, String before) {
        return "This command line has not downloaded " + id + ". First: " + PestleCommand.NAME + " " + before;
    }
}
