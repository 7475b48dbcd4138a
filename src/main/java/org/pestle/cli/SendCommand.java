package org.pestle.cli;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prescribes: makes an order, has it prepared and signed, and sends it. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description =
                "Prescribes: makes an order, prepares and signs it as the demonstration prescriber, sends it, and "
                        + "prints the equal curl.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar send --to FA565 --kind repeat")
final class SendCommand implements Callable<Integer> {
    private static final String PRESCRIBER = "prescriber";
    private static final String BASE = "/fhir-prescribing/FHIR/R4/";

    /** What to spoil, to see the service refuse it. */
    enum Spoil {
        /** A bit of the signature value. */
        SIGNATURE,
        /** A dosage, after it was signed. */
        CONTENT,
        /** The last character of the prescription id. */
        CHECKDIGIT
    }

    /** How it is signed. */
    enum SignatureKind {
        /** An XML signature, as the national service has it. */
        XMLDSIG,
        /** A JWS. */
        JWS
    }

    @ParentCommand
    private PestleCommand pestle;

    @Option(names = "--to", paramLabel = "ODS", description = "pharmacy to send it to (default: ${DEFAULT-VALUE})")
    private String to = "FA565";

    @Option(names = "--count", paramLabel = "N", description = "how many, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private int count = 1;

    @Option(names = "--kind", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private SampleOrder.Kind kind = SampleOrder.Kind.ACUTE;

    @Option(names = "--break", description = "spoil it: ${COMPLETION-CANDIDATES}")
    private @Nullable Spoil spoil;

    @Option(names = "--patient", paramLabel = "N", description = "which sample patient, from 1 (default: 1)")
    private int patient = 1;

    @Option(names = "--signature", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private SignatureKind signature = SignatureKind.XMLDSIG;

    @Override
    public Integer call() {
        if (count < 1 || count > 1000 || patient < 1) {
            throw new WrongUse("--count takes 1 to 1000, --patient 1 or more");
        }
        ArrayNode sent = Json.list();
        StringBuilder text = new StringBuilder();
        int exit = PestleCommand.DONE;
        for (int i = 0; i < count; i++) {
            Sent one = sendOne();
            sent.add(one.asJson());
            text.append(one.asText());
            if (i == count - 1) {
                text.append(System.lineSeparator())
                        .append("The same by curl (sent again it changes nothing):")
                        .append(System.lineSeparator())
                        .append(one.curl());
            }
            exit = one.reply().ok() ? exit : PestleCommand.REFUSED;
        }
        pestle.show(sent, text.toString());
        return exit;
    }

    private Sent sendOne() {
        ServiceClient client = pestle.client();
        Instant now = client.now();
        ObjectNode order = SampleOrder.message(kind, to, patient, now);
        if (spoil == Spoil.CHECKDIGIT) {
            order = Spoiler.wrongCheckCharacter(order);
        }
        boolean natively = signature == SignatureKind.JWS;
        ObjectNode toPrepare = natively ? SampleOrder.toPrepareNative(order, certificate(client)) : order;
        JsonNode prepared = client.send(ServiceCall.fhir(BASE + "$prepare", PRESCRIBER, toPrepare))
                .orRefused()
                .json();
        String algorithm = parameter(prepared, "algorithm");
        ObjectNode toSign =
                Json.object().put("digest", parameter(prepared, "digest")).put("algorithm", algorithm);
        String data = client.send(ServiceCall.sandbox("/sandbox/sign", toSign))
                .orRefused()
                .json()
                .path("data")
                .asString();
        ObjectNode toSend = spoil == Spoil.CONTENT ? Spoiler.otherDosage(order) : order;
        String sentData = spoil == Spoil.SIGNATURE ? Spoiler.otherSignature(data) : data;
        String timestamp = parameter(prepared, "timestamp");
        ObjectNode signed = natively
                ? SampleOrder.signNative(toSend, timestamp, sentData)
                : SampleOrder.sign(toSend, timestamp, sentData);
        ServiceCall call = ServiceCall.fhir(BASE + "$process-message", PRESCRIBER, signed);
        String id = SampleOrder.prescriptionId(order);
        return new Sent(id, to, algorithm, client.send(call), client.curl(call, id));
    }

    private static String certificate(ServiceClient client) {
        return client.send(ServiceCall.get("/sandbox/certificate", null))
                .orRefused()
                .json()
                .path("certificate")
                .asString();
    }

    /** The value of a named part of a Parameters resource. */
    static String parameter(JsonNode parameters, String name) {
        for (JsonNode parameter : parameters.path("parameter")) {
            if (parameter.path("name").asString("").equals(name)) {
                return parameter.path("valueString").asString("");
            }
        }
        throw new IllegalStateException("the answer of $prepare has no " + name);
    }

    private record Sent(String id, String pharmacy, String algorithm, Reply reply, String curl) {
        ObjectNode asJson() {
            ObjectNode json = Json.object()
                    .put("prescriptionId", id)
                    .put("pharmacy", pharmacy)
                    .put("status", reply.status())
                    .put("millis", reply.millis())
                    .put("curl", curl);
            if (!reply.ok()) {
                json.set("outcome", reply.json());
            }
            return json;
        }

        String asText() {
            String line = String.format(
                    Locale.ROOT,
                    "%s  to %s, signed %s, HTTP %d in %d ms%n",
                    id,
                    pharmacy,
                    algorithm,
                    reply.status(),
                    reply.millis());
            return reply.ok() ? line : line + Refusals.text(reply) + System.lineSeparator();
        }
    }
}
