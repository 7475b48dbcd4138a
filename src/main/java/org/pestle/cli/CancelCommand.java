package org.pestle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cancels a prescription, or one of its items, as its prescriber. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Cancels a prescription, or one item of it, as the sandbox's prescriber.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar cancel 1A2B3C-A83008-4D5E6F --reason 0005")
final class CancelCommand implements Callable<Integer> {
    private static final String PRESCRIBER = "prescriber";

    @ParentCommand
    private PestleCommand pestle;

    @Parameters(paramLabel = "ID", description = "short prescription id")
    private String id = "";

    @Option(
            names = "--item",
            paramLabel = "NUMBER",
            description = "only this item, counted from 1 (default: the whole prescription)")
    private int item;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description = "code of the list of reasons, 0001 to 0009 (default: ${DEFAULT-VALUE}, prescribing error)")
    private String reason = "0001";

    @Override
    public Integer call() {
        ServiceClient client = pestle.client();
        JsonNode task = task(client);
        JsonNode input = task.path("input").path(Math.max(item, 1) - 1);
        if (input.isMissingNode()) {
            throw new WrongUse(
                    task.isMissingNode() ? "There is no prescription " + id : "The prescription has no item " + item);
        }
        SampleCancellation cancellation = new SampleCancellation(
                task.path("groupIdentifier").path("value").asString(),
                input.path("valueReference").path("identifier").path("value").asString(),
                task.path("for").path("identifier").path("value").asString(),
                reason);
        ObjectNode message = item > 0 ? cancellation.ofItem() : cancellation.ofWholePrescription();
        ServiceCall call = ServiceCall.fhir("/fhir-prescribing/FHIR/R4/$process-message", PRESCRIBER, message);
        Reply reply = client.send(call);
        JsonNode answer = answer(reply);
        if (answer.isMissingNode()) {
            throw new ServiceRefused(reply);
        }
        ObjectNode result = Json.object()
                .put("prescriptionId", id)
                .put("status", reply.status())
                .put("code", answer.path("code").asString())
                .put("display", answer.path("display").asString());
        pestle.show(
                result,
                "%s  %s, HTTP %d in %d ms: %s. By curl:%n%s%n"
                        .formatted(
                                id,
                                answer.path("code").asString(),
                                reply.status(),
                                reply.millis(),
                                answer.path("display").asString(),
                                client.curl(call, id)));
        return reply.ok() ? PestleCommand.DONE : PestleCommand.REFUSED;
    }

    /** What the tracker knows of the prescription: its first issue. */
    private JsonNode task(ServiceClient client) {
        String question = "/electronic-prescriptions/FHIR/R4/Task?focus:identifier=" + id.replace("+", "%2B");
        return client.send(ServiceCall.get(question, PRESCRIBER))
                .orRefused()
                .json()
                .path("entry")
                .path(0)
                .path("resource");
    }

    /** The code of the answer, from the item that it carries; missing where it carries none. */
    private static JsonNode answer(Reply reply) {
        return SampleJson.resources(reply.json(), "MedicationRequest")
                .flatMap(item -> SampleJson.extension(item, "DM-PrescriptionStatusHistory").stream())
                .map(history -> history.path("extension").path(0).path("valueCoding"))
                .findFirst()
                .orElse(Json.object().path("none"));
    }
}
