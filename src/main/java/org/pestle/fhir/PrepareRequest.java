package org.pestle.fhir;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.signature.SignatureFormat;

/**
 * What {@code $prepare} is asked for: a message alone, to be signed with an XML signature, or Parameters with the
 * message, the format and, for a JWS, the signer's certificate (eps.md 7.7).
 *
 * @param certificates base64 of the DER form of each, the signer's first; at least one for a JWS
 * @param algorithm the {@code alg} wanted of a JWS, or null
 * @param timestamp the time of signing that was prepared before in the other format, or null for now
 */
record PrepareRequest(
        Bundle message,
        SignatureFormat format,
        List<String> certificates,
        @Nullable String algorithm,
        @Nullable Instant timestamp) {
    private static final String MESSAGE = "message";
    private static final String FORMAT = "signature-format";
    private static final String CERTIFICATE = "certificate";
    private static final String ALGORITHM = "algorithm";
    private static final String TIMESTAMP = "timestamp";

    /** Reads the request, or says everything that is wrong with it. */
    static Outcome<PrepareRequest> read(Resource body) {
        return switch (body) {
            case Bundle message ->
                Outcome.done(new PrepareRequest(message, SignatureFormat.XMLDSIG, List.of(), null, null));
            case Parameters parameters -> read(parameters);
            default ->
                Outcome.refused(Finding.at(
                        "resourceType",
                        Problem.UNEXPECTED_RESOURCE,
                        "This call takes a resource of type Bundle or Parameters"));
        };
    }

    private static Outcome<PrepareRequest> read(Parameters parameters) {
        Findings findings = new Findings();
        Bundle message = null;
        SignatureFormat format = SignatureFormat.XMLDSIG;
        List<String> certificates = new ArrayList<>();
        String algorithm = null;
        Instant timestamp = null;
        Set<String> given = new HashSet<>();
        for (ParametersParameterComponent parameter : parameters.getParameter()) {
            String name = String.valueOf(parameter.getName());
            if (!given.add(name) && !name.equals(CERTIFICATE)) {
                findings.wrong(place(name), "The parameter " + name + " is given once");
            }
            switch (name) {
                case MESSAGE -> message = parameter.getResource() instanceof Bundle bundle ? bundle : null;
                case FORMAT -> format = format(text(parameter, findings), findings);
                case CERTIFICATE -> certificates.add(text(parameter, findings));
                case ALGORITHM -> algorithm = text(parameter, findings);
                case TIMESTAMP -> timestamp = time(text(parameter, findings), findings);
                default ->
                    findings.wrong(
                            place(name),
                            "The parameters are "
                                    + String.join(", ", MESSAGE, FORMAT, CERTIFICATE, ALGORITHM, TIMESTAMP));
            }
        }
        if (message == null) {
            findings.missing(place(MESSAGE) + ".resource");
        }
        if (format == SignatureFormat.JWS && certificates.isEmpty()) {
            findings.missing(place(CERTIFICATE));
        }
        return message == null || !findings.isEmpty()
                ? Outcome.refused(findings.all())
                : Outcome.done(new PrepareRequest(message, format, List.copyOf(certificates), algorithm, timestamp));
    }

    private static SignatureFormat format(String name, Findings findings) {
        return SignatureFormat.of(name).orElseGet(() -> {
            findings.wrong(place(FORMAT) + ".value", "The signature format must be xmldsig or jws");
            return SignatureFormat.XMLDSIG;
        });
    }

    private static @Nullable Instant time(String text, Findings findings) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException broken) {
            findings.wrong(place(TIMESTAMP) + ".value", "The timestamp must be one that $prepare answered");
            return null;
        }
    }

    private static String text(ParametersParameterComponent parameter, Findings findings) {
        Type value = parameter.getValue();
        if (value instanceof Base64BinaryType binary && binary.getValue() != null) {
            return Base64.getEncoder().encodeToString(binary.getValue());
        }
        if (value == null || value.primitiveValue() == null) {
            findings.missing(place(parameter.getName()) + ".value");
            return "";
        }
        return value.primitiveValue();
    }

    private static String place(String name) {
        return "Parameters.parameter.where(name = '" + name + "')";
    }
}
