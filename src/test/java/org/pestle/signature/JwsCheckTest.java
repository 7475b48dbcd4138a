package org.pestle.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pestle.problems.Outcome;
import org.pestle.signature.Preparation.Prepared;
import org.pestle.signature.SignatureVerdict.Invalid;
import org.pestle.signature.SignatureVerdict.Valid;
import org.pestle.signature.SignedContent.Terms;
import org.pestle.testing.MadeAuthority;
import org.pestle.testing.MadeAuthority.Signer;

/** FHIR-native signatures that hold, and many that do not (eps.md 7.7; RFC 7515, 7797, 7518). */
class JwsCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:30:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1000));
    private static final Instant LATER = NOW.plus(Duration.ofDays(1000));
    private static final String FORMAT = "Invalid signature format";
    private static final String VALUE = "Signature is invalid";
    private static final String CONTENT = "Signature doesn't match prescription";
    private static final String UNTRUSTED = "Certificate not trusted";

    @TempDir
    static Path folder;

    private static MadeAuthority authority;
    private static Signer rsa;
    private static Signer curve;

    @BeforeAll
    static void makeSigners() {
        authority = new MadeAuthority("authority", LONG_AGO, LATER);
        authority.writeTo(folder.resolve("ca.pem"));
        rsa = authority.issue(LONG_AGO, LATER);
        curve = authority.issue(keys("secp256r1"), LONG_AGO, LATER);
    }

    /** A name, what was sent, and the reasons against it; none if it holds. */
    record Sent(String name, byte[] data, List<String> reasons) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sent> good() {
        String header = header("RS256", rsa);
        return Stream.of(
                sent("RS256 as prepared", prepared(rsa, null)),
                sent("PS256 as prepared", prepared(rsa, "PS256")),
                sent("ES256 as prepared", prepared(curve, null)),
                sent("members in another order", signed(rsa, "RS256", reordered(header))),
                sent("white space in the header", signed(rsa, "RS256", header.replace(",", " ,\n "))),
                sent("the authority's certificate behind the leaf", signed(rsa, "RS256", withChain(header))),
                sent(
                        "a key of 3072 bits",
                        prepared(authority.issue(3072, LONG_AGO, LATER, KeyUsage.nonRepudiation), null)),
                sent(
                        "for digital signatures",
                        prepared(authority.issue(2048, LONG_AGO, LATER, KeyUsage.digitalSignature), null)),
                sent("the time with Z", signed(rsa, "RS256", header.replace("+00:00", "Z"))),
                sent(
                        "the time of another zone",
                        signed(rsa, "RS256", header.replace("09:30:00+00:00", "10:30:00+01:00"))),
                sent(
                        "an escaped letter in the header",
                        signed(rsa, "RS256", header.replace("\"typ\"", "\"t\\u0079p\""))));
    }

    static Stream<Sent> forged() {
        String good = header("RS256", rsa);
        String jws = new String(prepared(rsa, null), StandardCharsets.UTF_8);
        String encoded = jws.substring(0, jws.indexOf('.'));
        String value = jws.substring(jws.lastIndexOf('.') + 1);
        return Stream.of(
                forged("alg none", signed(rsa, "RS256", good.replace("RS256", "none")), FORMAT),
                forged(
                        "alg none without a value",
                        (base64url(good.replace("RS256", "none")) + "..").getBytes(UTF),
                        FORMAT),
                forged("HMAC with the public key", hmac(good.replace("RS256", "HS256")), FORMAT),
                forged("RS1", signed(rsa, "RS256", good.replace("RS256", "RS1")), FORMAT),
                forged("RS512", signed(rsa, "RS256", good.replace("RS256", "RS512")), FORMAT),
                forged("alg in lower case", signed(rsa, "RS256", good.replace("RS256", "rs256")), FORMAT),
                forged("alg a number", signed(rsa, "RS256", good.replace("\"RS256\"", "256")), FORMAT),
                forged("alg twice", signed(rsa, "RS256", good.replace("{", "{\"alg\":\"RS256\",")), FORMAT),
                forged(
                        "alg twice by an escape",
                        signed(rsa, "RS256", good.replace("{", "{\"\\u0061lg\":\"none\",")),
                        FORMAT),
                forged("a key of its own", signed(rsa, "RS256", good.replace("{", "{\"jwk\":{},")), FORMAT),
                forged(
                        "the address of a key",
                        signed(rsa, "RS256", good.replace("{", "{\"jku\":\"http://a\",")),
                        FORMAT),
                forged(
                        "the address of a chain",
                        signed(rsa, "RS256", good.replace("{", "{\"x5u\":\"http://a\",")),
                        FORMAT),
                forged("a key id", signed(rsa, "RS256", good.replace("{", "{\"kid\":\"1\",")), FORMAT),
                forged(
                        "another critical member",
                        signed(rsa, "RS256", good.replace("[\"b64\"]", "[\"b64\",\"exp\"]")),
                        FORMAT),
                forged(
                        "b64 critical twice",
                        signed(rsa, "RS256", good.replace("[\"b64\"]", "[\"b64\",\"b64\"]")),
                        FORMAT),
                forged("nothing critical", signed(rsa, "RS256", good.replace("[\"b64\"]", "[]")), FORMAT),
                forged("crit no array", signed(rsa, "RS256", good.replace("[\"b64\"]", "\"b64\"")), FORMAT),
                forged("no crit", signed(rsa, "RS256", good.replace("\"crit\":[\"b64\"],", "")), FORMAT),
                forged("b64 true", signed(rsa, "RS256", good.replace("false", "true")), FORMAT),
                forged("b64 a text", signed(rsa, "RS256", good.replace("false", "\"false\"")), FORMAT),
                forged("no b64", signed(rsa, "RS256", good.replace("\"b64\":false,", "")), FORMAT),
                forged("another type", signed(rsa, "RS256", good.replace("eps-prescription+jws", "JWT")), FORMAT),
                forged(
                        "another content type",
                        signed(rsa, "RS256", good.replace("eps-signed-content/1", "json")),
                        FORMAT),
                forged(
                        "no certificate",
                        signed(rsa, "RS256", good.replaceAll("\"x5c\":\\[[^]]*]", "\"x5c\":[]")),
                        FORMAT),
                forged(
                        "five certificates",
                        signed(rsa, "RS256", withChain(withChain(withChain(withChain(good))))),
                        FORMAT),
                forged("no time", signed(rsa, "RS256", good.replaceAll("\"sigT\":\"[^\"]*\",", "")), FORMAT),
                forged("a time that is none", signed(rsa, "RS256", good.replace("09:30:00", "99:30:00")), FORMAT),
                forged("a header that is an array", signed(rsa, "RS256", "[" + good + "]"), FORMAT),
                forged("two headers", signed(rsa, "RS256", good + good), FORMAT),
                forged("a header that is no JSON", signed(rsa, "RS256", "{"), FORMAT),
                forged(
                        "its payload attached",
                        jws.replace("..", "." + base64url("{}") + ".").getBytes(UTF),
                        FORMAT),
                forged("four parts", (jws + ".").getBytes(UTF), FORMAT),
                forged("no value", (encoded + "..").getBytes(UTF), FORMAT),
                forged("a padded value", (jws + "=").getBytes(UTF), FORMAT),
                forged("a value in another form", (encoded + ".." + otherForm(value)).getBytes(UTF), FORMAT),
                forged("a line feed at its end", (jws + "\n").getBytes(UTF), FORMAT),
                forged(
                        "base64 instead of base64url",
                        jws.replace('-', '+').replace('_', '/').concat("/").getBytes(UTF),
                        FORMAT),
                forged("an XML signature", "<Signature/>".getBytes(UTF), FORMAT),
                forged("nothing", new byte[0], FORMAT),
                forged(
                        "a certificate that is none",
                        signed(rsa, "RS256", good.replaceAll("\"x5c\":\\[\"[^\"]*", "\"x5c\":[\"AAAA")),
                        "Invalid certificate"),
                forged(
                        "the authority's certificate first",
                        signed(rsa, "RS256", header("RS256", authority.itself())),
                        VALUE,
                        CONTENT),
                forged("another second", signed(rsa, "RS256", good.replace("09:30:00", "09:30:01")), CONTENT),
                forged("another key's value", signed(curveAs(rsa), "ES256", good), VALUE, CONTENT),
                forged("PS256 said, RS256 made", signed(rsa, "RS256", good.replace("RS256", "PS256")), VALUE, CONTENT),
                forged("RS256 said, PS256 made", signed(rsa, "PS256", good), VALUE, CONTENT),
                forged(
                        "ES256 said of an RSA key",
                        signed(rsa, "RS256", good.replace("RS256", "ES256")),
                        VALUE,
                        CONTENT),
                forged("ES256 with R and S nought", zeros(), VALUE, CONTENT),
                forged("ES256 in DER form", der(), VALUE, CONTENT),
                forged(
                        "a curve of 384 bits",
                        signed(authority.issue(keys("secp384r1"), LONG_AGO, LATER), "ES256"),
                        VALUE,
                        CONTENT),
                forged("an encoded payload", encodedPayload(), VALUE, CONTENT),
                forged("a look-alike authority", prepared(lookalike(), null), UNTRUSTED),
                forged(
                        "a key of 1024 bits",
                        prepared(authority.issue(1024, LONG_AGO, LATER, KeyUsage.nonRepudiation), null),
                        UNTRUSTED,
                        "Key of the certificate is too short"),
                forged(
                        "a certificate for encryption",
                        prepared(authority.issue(2048, LONG_AGO, LATER, KeyUsage.keyEncipherment), null),
                        UNTRUSTED,
                        "Certificate is not for signing"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void believes_what_was_signed_as_agreed(Sent sent) {
        assertThat(verdict(content("28"), sent.data())).isInstanceOf(Valid.class);
    }

    @ParameterizedTest
    @MethodSource("forged")
    void refuses_what_was_forged(Sent sent) {
        assertThat(((Invalid) verdict(content("28"), sent.data())).reasons()).containsAll(sent.reasons());
    }

    @Test
    void there_are_enough_of_both() {
        assertThat(good()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(forged()).hasSizeGreaterThanOrEqualTo(30);
    }

    @Test
    void refuses_content_that_was_changed() {
        assertThat(verdict(content("56"), prepared(rsa, null))).isEqualTo(new Invalid(List.of(VALUE, CONTENT)));
    }

    @Test
    void refuses_what_an_xml_signature_leaves_open_to_change() {
        SignedContent signed = content("28");
        SignedContent changed = new SignedContent(
                signed.signedAt(),
                signed.longId(),
                new Terms("000001-A83008-000001", "acute", "0101", null, null, null),
                signed.agent(),
                signed.patient(),
                signed.items());

        assertThat(SignedText.of(changed)).isEqualTo(SignedText.of(signed));
        assertThat(verdict(changed, prepared(rsa, null))).isEqualTo(new Invalid(List.of(VALUE, CONTENT)));
    }

    @Test
    void a_prescription_with_both_formats_must_pass_both() {
        SignedContent content = content("28");
        Prepared xml = new Preparation().prepare(content, SignatureAlgorithm.RS256);
        ReceivedSignature goodXml =
                new ReceivedSignature(SignatureFormat.XMLDSIG, rsa.sign(xml.digest(), "SHA256withRSA"));
        ReceivedSignature goodJws = new ReceivedSignature(SignatureFormat.JWS, prepared(rsa, null));
        ReceivedSignature badJws = new ReceivedSignature(SignatureFormat.JWS, prepared(lookalike(), null));

        assertThat(check().check(content, List.of(goodXml, goodJws), "any")).isInstanceOf(Valid.class);
        assertThat(check().check(content, List.of(goodXml, badJws), "any")).isEqualTo(new Invalid(List.of(UNTRUSTED)));
    }

    @Test
    void two_signatures_must_be_of_the_same_signer_and_both_leave_evidence() {
        Valid ada = new Valid("CN=Ada", NOW, new byte[32], List.of(), List.of(new byte[] {1}));
        Valid adaToo = new Valid("CN=Ada", NOW, new byte[32], List.of(), List.of(new byte[] {2}));
        Valid bo = new Valid("CN=Bo", NOW, new byte[32], List.of(), List.of());

        assertThat(SignatureVerdict.together(List.of(ada, bo)))
                .isEqualTo(new Invalid(List.of("Signatures are of different signers")));
        assertThat(((Valid) SignatureVerdict.together(List.of(ada, adaToo))).evidence())
                .containsExactly(new byte[] {1}, new byte[] {2});
    }

    @Test
    void prepares_only_for_a_key_that_can_sign() {
        Preparation preparation = new Preparation();

        assertThat(preparation.prepareNative(content("28"), List.of("AAAA"), null))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(preparation.prepareNative(content("28"), List.of(base64(rsa)), "ES256"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(preparation.prepareNative(
                        content("28"), List.of(base64(authority.issue(keys("secp384r1"), LONG_AGO, LATER))), null))
                .isInstanceOf(Outcome.Refused.class);
    }

    private static final java.nio.charset.Charset UTF = StandardCharsets.UTF_8;

    private static Sent sent(String name, byte[] data) {
        return new Sent(name, data, List.of());
    }

    private static Sent forged(String name, byte[] data, String... reasons) {
        return new Sent(name, data, List.of(reasons));
    }

    private static SignatureVerdict verdict(SignedContent content, byte[] jws) {
        return check().check(content, List.of(new ReceivedSignature(SignatureFormat.JWS, jws)), "any");
    }

    private static SignatureCheck check() {
        return MadeCheck.of(
                MadeCheck.settings(folder.resolve("ca.pem")),
                Clock.fixed(NOW, ZoneOffset.UTC),
                List.of(authority.revokeNothing(NOW, LATER)));
    }

    /** Signed as a supplier does it: with what $prepare answered and a service that signs bytes. */
    private static byte[] prepared(Signer signer, @Nullable String algorithm) {
        Outcome<Prepared> prepared = new Preparation().prepareNative(content("28"), List.of(base64(signer)), algorithm);
        Prepared done = ((Outcome.Done<Prepared>) prepared).value();
        byte[] input = Base64.getDecoder().decode(done.digest());
        String text = new String(input, UTF);
        return compact(text.substring(0, text.indexOf('.')), value(signer, done.algorithm(), input));
    }

    private static byte[] signed(Signer signer, String algorithm) {
        return signed(signer, algorithm, header(algorithm, signer));
    }

    private static byte[] signed(Signer signer, String algorithm, String header) {
        String encoded = base64url(header);
        return compact(encoded, value(signer, algorithm, JwsSignature.signingInput(encoded, payload())));
    }

    private static byte[] compact(String header, byte[] value) {
        return (header + ".." + Base64.getUrlEncoder().withoutPadding().encodeToString(value)).getBytes(UTF);
    }

    private static byte[] value(Signer signer, String algorithm, byte[] input) {
        try {
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case "PS256" -> "RSASSA-PSS";
                        case "ES256" -> "SHA256withECDSAinP1363Format";
                        case "DER" -> "SHA256withECDSA";
                        default -> "SHA256withRSA";
                    });
            if (algorithm.equals("PS256")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(signer.key());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String header(String algorithm, Signer signer) {
        return "{\"alg\":\"" + algorithm + "\",\"b64\":false,\"crit\":[\"b64\"],\"cty\":\"eps-signed-content/1\","
                + "\"sigT\":\"2026-11-25T09:30:00+00:00\",\"typ\":\"eps-prescription+jws\",\"x5c\":[\"" + base64(signer)
                + "\"]}";
    }

    private static String reordered(String header) {
        return "{\"typ\":\"eps-prescription+jws\","
                + header.replace("\"typ\":\"eps-prescription+jws\",", "").substring(1);
    }

    private static String withChain(String header) {
        return header.replace("\"]}", "\",\"" + base64(authority.itself()) + "\"]}");
    }

    private static byte[] hmac(String header) {
        try {
            String encoded = base64url(header);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(rsa.certificate().getPublicKey().getEncoded(), "HmacSHA256"));
            return compact(encoded, mac.doFinal(JwsSignature.signingInput(encoded, payload())));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static byte[] zeros() {
        return compact(base64url(header("ES256", curve)), new byte[64]);
    }

    private static byte[] der() {
        String encoded = base64url(header("ES256", curve));
        return compact(encoded, value(curve, "DER", JwsSignature.signingInput(encoded, payload())));
    }

    private static byte[] encodedPayload() {
        String encoded = base64url(header("RS256", rsa));
        byte[] input =
                (encoded + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload())).getBytes(UTF);
        return compact(encoded, value(rsa, "RS256", input));
    }

    private static Signer curveAs(Signer other) {
        return new Signer(other.certificate(), curve.key());
    }

    private static Signer lookalike() {
        return new MadeAuthority("authority", LONG_AGO, LATER).issue(LONG_AGO, LATER);
    }

    /** The same bytes with other unused bits in the last character. */
    private static String otherForm(String value) {
        byte[] bytes = Base64.getUrlDecoder().decode(value);
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            String other = value.substring(0, value.length() - 1) + last;
            if (!other.equals(value) && Arrays.equals(Base64.getUrlDecoder().decode(other), bytes)) {
                return other;
            }
        }
        throw new AssertionError("there is one form only of " + bytes.length + " bytes");
    }

    private static byte[] payload() {
        return SignedJson.of(content("28"));
    }

    private static String base64url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF));
    }

    private static String base64(Signer signer) {
        try {
            return Base64.getEncoder().encodeToString(signer.certificate().getEncoded());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static KeyPair keys(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static SignedContent content(String quantity) {
        return MadeContent.of(
                NOW,
                MadeContent.LONG_ID,
                MadeContent.agent("200102238987", "A83008"),
                MadeContent.patient("Twitchett"),
                List.of(MadeContent.item("Amlodipine 5mg tablets", quantity, "One each morning")));
    }
}
