package org.pestle.fhir;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
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
    /** Stands in for a signature that is missing, which has been said. */
    static final Signed NONE = new Signed(Instant.EPOCH, new byte[0]);

    /** Reads it; null, with findings, where there is none. */
    static @Nullable Signed read(Message message, SignedOrder order, Reading reading) {
        List<Part<Signature>> signatures = signatures(message);
        if (signatures.isEmpty()) {
            missing(reading, Place.resource("Provenance").to("signature"));
            return null;
        }
        if (signatures.size() > 1) {
            reading.fatal(
                    signatures.get(1).place(), Problem.TOO_MANY_VALUES_SUBMITTED, "Exactly one signature is expected");
            return null;
        }
        return read(signatures.getFirst(), order, reading);
    }

    private static List<Part<Signature>> signatures(Message message) {
        List<Part<Signature>> signatures = new ArrayList<>();
        for (Part<Provenance> provenance : message.all(Provenance.class)) {
            List<Signature> own = provenance.value().getSignature();
            for (int i = 0; i < own.size(); i++) {
                signatures.add(new Part<>(own.get(i), provenance.place().to("signature", i)));
            }
        }
        return signatures;
    }

    private static void missing(Reading reading, Place place) {
        reading.add(
                Finding.at(place.path(), Problem.MISSING_DIGITAL_SIGNATURE, Problem.MISSING_DIGITAL_SIGNATURE.title()));
    }

    private static @Nullable Signed read(Part<Signature> part, SignedOrder order, Reading reading) {
        Place place = part.place();
        Signature signature = part.value();
        String requester = order.requests().getFirst().value().getRequester().getReference();
        String who = signature.getWho().getReference();
        if (who == null) {
            reading.missing(place.to("who").to("reference"));
        } else if (!who.equals(requester)) {
            reading.wrong(
                    place.to("who").to("reference"), "The signature must be the requester's, by the same reference");
        }
        String when = signature.getWhenElement().getValueAsString();
        if (when == null) {
            reading.missing(place.to("when"));
        }
        byte[] data = signature.getData();
        if (data == null || data.length == 0) {
            missing(reading, place.to("data"));
        } else if (!new String(data, StandardCharsets.UTF_8).strip().startsWith("<")) {
            reading.fatal(place.to("data"), Problem.INVALID_VALUE, "The signature data must be an XML signature");
        }
        return when == null || data == null ? null : new Signed(Times.instant(reading, place.to("when"), when), data);
    }
}
