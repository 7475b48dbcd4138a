package org.pestle.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pestle.signature.SignatureXml.NotASignature;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JWS of a prescription, read by the one grammar it may have (eps.md 7.7; RFC 7515, RFC 7797): header, nothing,
 * value in the compact form, the payload being detached and not encoded. The header has exactly the members that it
 * must have, so there is no place for a key, an address or an extension that somebody might believe.
 *
 * @param header as received, in base64url: with the payload it is what was signed
 * @param algorithm of the allow-list
 * @param certificates base64 of each, leaf first
 * @param signedAt what the header says
 * @param value the signature value
 */
record JwsSignature(String header, JwsAlgorithm algorithm, List<String> certificates, Instant signedAt, byte[] value) {
    private static final String TYPE = "eps-prescription+jws";
    private static final Set<String> MEMBERS = Set.of("alg", "typ", "cty", "b64", "crit", "x5c", "sigT");
    private static final int MOST_CERTIFICATES = 4;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads a signature. */
    static JwsSignature read(byte[] data) throws NotASignature {
        String[] parts = new String(data, StandardCharsets.US_ASCII).split("\\.", -1);
        if (parts.length != 3 || !parts[1].isEmpty()) {
            throw new NotASignature(SignatureXml.INVALID_FORMAT);
        }
        JsonNode header;
        try {
            header = JSON.readTree(decode(parts[0]));
        } catch (JacksonException broken) {
            throw new NotASignature(SignatureXml.INVALID_FORMAT);
        }
        byte[] value = decode(parts[2]);
        if (!hasTheMembers(header) || value.length == 0) {
            throw new NotASignature(SignatureXml.INVALID_FORMAT);
        }
        JwsAlgorithm algorithm = JwsAlgorithm.of(header.path("alg").asString())
                .orElseThrow(() -> new NotASignature(SignatureXml.INVALID_FORMAT));
        return new JwsSignature(parts[0], algorithm, certificates(header.path("x5c")), signedAt(header), value);
    }

    /**
     * The header of a signature that is to be made, in base64url.
     *
     * @param certificates base64 of each, leaf first
     * @param timestamp the time of signing, as {@code $prepare} answers it
     */
    static String header(JwsAlgorithm algorithm, List<String> certificates, String timestamp) {
        TreeMap<String, Object> members = new TreeMap<>();
        members.put("alg", algorithm.name());
        members.put("typ", TYPE);
        members.put("cty", SignedJson.PROFILE);
        members.put("crit", List.of("b64"));
        members.put("x5c", certificates);
        members.put("sigT", timestamp);
        StringBuilder text = new StringBuilder();
        CanonicalJson.write(members, text);
        // Canonical JSON as it is signed has no truth values: this one is put in front, where its name belongs.
        String json = text.insert(text.indexOf("\"crit\""), "\"b64\":false,").toString();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** What is signed: the header, a full stop, and the payload as it is. */
    static byte[] signingInput(String header, byte[] payload) {
        byte[] start = (header + '.').getBytes(StandardCharsets.US_ASCII);
        byte[] input = Arrays.copyOf(start, start.length + payload.length);
        System.arraycopy(payload, 0, input, start.length, payload.length);
        return input;
    }

    private static boolean hasTheMembers(JsonNode header) {
        JsonNode crit = header.path("crit");
        return header.isObject()
                && header.propertyNames().stream().collect(Collectors.toSet()).equals(MEMBERS)
                && header.path("alg").isString()
                && header.path("typ").isString()
                && header.path("typ").asString().equals(TYPE)
                && header.path("cty").isString()
                && header.path("cty").asString().equals(SignedJson.PROFILE)
                && header.path("b64").isBoolean()
                && !header.path("b64").asBoolean()
                && crit.isArray()
                && crit.size() == 1
                && crit.path(0).isString()
                && crit.path(0).asString().equals("b64");
    }

    private static List<String> certificates(JsonNode chain) throws NotASignature {
        if (!chain.isArray() || chain.isEmpty() || chain.size() > MOST_CERTIFICATES) {
            throw new NotASignature(SignatureXml.INVALID_FORMAT);
        }
        List<String> certificates = new ArrayList<>();
        for (JsonNode certificate : chain) {
            if (!certificate.isString()) {
                throw new NotASignature(SignatureXml.INVALID_FORMAT);
            }
            certificates.add(certificate.asString());
        }
        return List.copyOf(certificates);
    }

    private static Instant signedAt(JsonNode header) throws NotASignature {
        if (!header.path("sigT").isString()) {
            throw new NotASignature(SignatureXml.INVALID_FORMAT);
        }
        try {
            return OffsetDateTime.parse(header.path("sigT").asString()).toInstant();
        } catch (DateTimeParseException broken) {
            throw new NotASignature(SignatureXml.INVALID_FORMAT);
        }
    }

    /** Decodes base64url without padding, of which every value has one form only. */
    private static byte[] decode(String text) throws NotASignature {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(decoded).equals(text)) {
                return decoded;
            }
        } catch (IllegalArgumentException broken) {
            // said below
        }
        throw new NotASignature(SignatureXml.INVALID_FORMAT);
    }
}
