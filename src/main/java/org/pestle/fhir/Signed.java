package org.pestle.fhir;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Signature;
import org.jspecify.annotations.Nullable;
import org.pestle.fhir.Message.Part;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.signature.ReceivedSignature;
import org.pestle.signature.SignatureFormat;

/**
 * The signatures of a message, as they were sent: one, or one of each format (eps.md 7.7).
 *
 * @param at when they say it was signed
 */
record Signed(Instant at, List<ReceivedSignature> signatures) {
    /** Stands in for a signature that is missing, which has been said. */
    static final Signed NONE = new Signed(Instant.EPOCH, List.of());

    private static final String JOSE = "application/jose";

    /** Reads them; null, with findings, where there is none. */
    static @Nullable Signed read(Message message, SignedOrder order, Reading reading) {
        List<Part<Signature>> signatures = signatures(message);
        if (signatures.isEmpty()) {
            missing(reading, Place.resource("Provenance").to("signature"));
            return null;
        }
        Set<SignatureFormat> formats = EnumSet.noneOf(SignatureFormat.class);
        List<ReceivedSignature> received = new ArrayList<>();
        Instant at = null;
        for (Part<Signature> part : signatures) {
            if (!formats.add(format(part.value()))) {
                reading.fatal(
                        part.place(),
                        Problem.TOO_MANY_VALUES_SUBMITTED,
                        "Exactly one signature of each format is expected");
                return null;
            }
            Instant when = when(part, reading);
            byte[] data = data(part, order, reading);
            if (when == null || data == null) {
                return null;
            }
            if (at != null && !at.equals(when)) {
                reading.wrong(part.place().to("when"), "Both signatures must be of the time that was prepared");
            }
            at = when;
            received.add(new ReceivedSignature(format(part.value()), data));
        }
        return at == null ? null : new Signed(at, List.copyOf(received));
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

    private static SignatureFormat format(Signature signature) {
        return JOSE.equals(signature.getSigFormat()) ? SignatureFormat.JWS : SignatureFormat.XMLDSIG;
    }

    private static void missing(Reading reading, Place place) {
        reading.add(
                Finding.at(place.path(), Problem.MISSING_DIGITAL_SIGNATURE, Problem.MISSING_DIGITAL_SIGNATURE.title()));
    }

    private static @Nullable Instant when(Part<Signature> part, Reading reading) {
        Place place = part.place().to("when");
        String when = part.value().getWhenElement().getValueAsString();
        if (when == null) {
            reading.missing(place);
            return null;
        }
        return Times.instant(reading, place, when);
    }

    private static byte @Nullable [] data(Part<Signature> part, SignedOrder order, Reading reading) {
        Place place = part.place();
        String requester = order.requests().getFirst().value().getRequester().getReference();
        String who = part.value().getWho().getReference();
        if (who == null) {
            reading.missing(place.to("who").to("reference"));
        } else if (!who.equals(requester)) {
            reading.wrong(
                    place.to("who").to("reference"), "The signature must be the requester's, by the same reference");
        }
        byte[] data = part.value().getData();
        if (data == null || data.length == 0) {
            missing(reading, place.to("data"));
        } else if (format(part.value()) == SignatureFormat.XMLDSIG
                && !new String(data, StandardCharsets.UTF_8).strip().startsWith("<")) {
            reading.fatal(place.to("data"), Problem.INVALID_VALUE, "The signature data must be an XML signature");
        }
        return data;
    }
}
