package org.pestle.fhir;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Signature;
import org.jspecify.annotations.Nullable;
import org.pestle.fhir.Message.Part;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;

/**
 * The signature of a message, as it was sent.
 *
 * @param at when it says it was signed
 * @param data the XML signature
 */
record Signed(Instant at, byte[] data) {
    private static final Place SIGNATURE = Place.of("Provenance.signature");

    /** Reads it; null, with findings, where there is none. */
    static @Nullable Signed read(Message message, SignedOrder order, Reading reading) {
        List<Part<Provenance>> provenances = message.all(Provenance.class);
        List<Signature> signatures = provenances.stream()
                .flatMap(part -> part.value().getSignature().stream())
                .toList();
        if (signatures.isEmpty()) {
            reading.add(Finding.at(
                    SIGNATURE.path(), Problem.MISSING_DIGITAL_SIGNATURE, Problem.MISSING_DIGITAL_SIGNATURE.title()));
            return null;
        }
        if (signatures.size() > 1) {
            reading.only(SIGNATURE, signatures);
            return null;
        }
        Signature signature = signatures.getFirst();
        String requester = order.requests().getFirst().value().getRequester().getReference();
        String who = signature.getWho().getReference();
        if (who == null) {
            reading.missing(SIGNATURE.to("who").to("reference"));
        } else if (!who.equals(requester)) {
            reading.wrong(
                    SIGNATURE.to("who").to("reference"),
                    "The signature must be the requester's, by the same reference");
        }
        String when = signature.getWhenElement().getValueAsString();
        if (when == null) {
            reading.missing(SIGNATURE.to("when"));
        }
        byte[] data = signature.getData();
        if (data == null || data.length == 0) {
            reading.add(Finding.at(
                    SIGNATURE.to("data").path(),
                    Problem.MISSING_DIGITAL_SIGNATURE,
                    Problem.MISSING_DIGITAL_SIGNATURE.title()));
        } else if (!new String(data, StandardCharsets.UTF_8).strip().startsWith("<")) {
            reading.fatal(SIGNATURE.to("data"), Problem.INVALID_VALUE, "The signature data must be an XML signature");
        }
        return when == null || data == null
                ? null
                : new Signed(Times.instant(reading, SIGNATURE.to("when"), when), data);
    }
}
