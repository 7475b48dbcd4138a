package org.pestle.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Downloads prescriptions as a pharmacy, and remembers them for {@code dispense}. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description =
                "Downloads, as a pharmacy, what is nominated to it (at most 25 a call) or one prescription by its id.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar release --as FA565")
final class ReleaseCommand implements Callable<Integer> {
    private static final String PATH = "/fhir-dispensing/FHIR/R4/Task/$release";

    @ParentCommand
    private PestleCommand pestle;

    @Option(
            names = "--as",
            paramLabel = "PERSONA|ODS",
            description = "persona, or ODS code of the pharmacy it acts for (default: ${DEFAULT-VALUE})")
    private String as = "pharmacist";

    @Option(names = "--id", paramLabel = "ID", description = "one prescription, nominated or not")
    private @Nullable String id;

    @Override
    public Integer call() {
        ServiceClient client = pestle.client();
        JsonNode persona = client.persona(as);
        String name = persona.path("name").asString();
        String site = persona.path("organisation").asString();
        SamplePharmacy pharmacy = client.pharmacy(name);
        String body = id == null ? SampleRelease.nominated(pharmacy) : SampleRelease.byId(pharmacy, id);
        ServiceCall call = ServiceCall.fhir(PATH, name, body);
        Reply reply = client.send(call).orRefused();
        JsonNode answer = reply.json();
        List<KeptPrescription> released = keep(answer, name, site);
        pestle.show(
                asJson(released, failures(answer)),
                asText(released, failures(answer), reply) + client.curl(call, "release"));
        return PestleCommand.DONE;
    }

    private List<KeptPrescription> keep(JsonNode answer, String persona, String site) {
        Shelf shelf = Shelf.of(pestle.client().base());
        List<KeptPrescription> released = new ArrayList<>();
        JsonNode passed = part(answer, "passedPrescriptions");
        for (JsonNode entry : passed.path("entry")) {
            JsonNode prescription = entry.path("resource");
            KeptPrescription kept = new KeptPrescription(
                    SampleRelease.prescriptionId(prescription),
                    persona,
                    site,
                    passed.path("identifier").path("value").asString(""),
                    prescription,
                    null);
            shelf.put(Shelf.Stage.RELEASED, kept);
            released.add(kept);
        }
        return released;
    }

    private static JsonNode part(JsonNode answer, String name) {
        for (JsonNode parameter : answer.path("parameter")) {
            if (parameter.path("name").asString("").equals(name)) {
                return parameter.path("resource");
            }
        }
        return Json.object();
    }

    private static int failures(JsonNode answer) {
        return part(answer, "failedPrescriptions").path("entry").size() / 2;
    }

    private static ObjectNode asJson(List<KeptPrescription> released, int failed) {
        ObjectNode json = Json.object();
        ArrayNode ids = json.putArray("released");
        released.forEach(each -> ids.add(each.id()));
        json.put("failed", failed);
        return json;
    }

    private static String asText(List<KeptPrescription> released, int failed, Reply reply) {
        StringBuilder text = new StringBuilder();
        for (KeptPrescription each : released) {
            text.append(each.id()).append("  released to ").append(each.site()).append(System.lineSeparator());
        }
        if (released.isEmpty()) {
            text.append("No more prescriptions available.").append(System.lineSeparator());
        }
        if (failed > 0) {
            text.append(failed)
                    .append(" not released: their signature does not hold any more.")
                    .append(System.lineSeparator());
        }
        return text.append(released.size() == 25 ? "There may be more: run it again. " : "")
                .append("HTTP ")
                .append(reply.status())
                .append(" in ")
                .append(reply.millis())
                .append(" ms. By curl:")
                .append(System.lineSeparator())
                .toString();
    }
}
