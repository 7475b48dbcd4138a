package org.pestle.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.signature.SignatureVerdict.Invalid;
import org.pestle.signature.SignatureVerdict.Undetermined;
import org.pestle.signature.SignatureVerdict.Valid;
import org.pestle.testing.MadeAuthority;
import org.pestle.testing.MadeAuthority.Signer;

/** The checks of eps.md 7.5, one spoiled signature each. */
class SignatureCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:30:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1000));
    private static final Instant LATER = NOW.plus(Duration.ofDays(1000));
    private static final String CLIENT = "gp-system";
    private static final String SHA1_CLIENT = MadeCheck.SHA1_CLIENT;

    @TempDir
    static Path folder;

    private static MadeAuthority authority;
    private static MadeAuthority lookalike;
    private static Signer signer;
    private static byte[] nothingRevoked;

    private final SignedContent content = content(NOW, "Amlodipine 5mg tablets");

    @BeforeAll
    static void makeAuthorities() {
        authority = new MadeAuthority("authority", LONG_AGO, LATER);
        lookalike = new MadeAuthority("authority", LONG_AGO, LATER);
        signer = authority.issue(LONG_AGO, LATER);
        authority.writeTo(folder.resolve("ca.pem"));
        nothingRevoked = authority.revokeNothing(NOW.minusSeconds(60), LATER);
    }

    @Test
    void believes_a_signature_over_exactly_this_content() {
        SignatureVerdict verdict = check(sign(signer, content));

        assertThat(verdict).isInstanceOf(Valid.class);
        Valid valid = (Valid) verdict;
        assertThat(valid.signedAt()).isEqualTo(NOW);
        assertThat(valid.signer()).isEqualTo("CN=prescriber");
        assertThat(valid.contentDigest()).hasSize(32);
        assertThat(valid.certificates()).hasSize(2);
    }

    @Test
    void refuses_content_that_was_changed() {
        assertThat(reasons(sign(signer, content(NOW, "Amlodipine 10mg tablets"))))
                .containsExactly("Signature doesn't match prescription");
    }

    @Test
    void refuses_a_second_more_or_less() {
        assertThat(reasons(sign(signer, content(NOW.plusSeconds(1), "Amlodipine 5mg tablets"))))
                .containsExactly("Signature doesn't match prescription");
    }

    @Test
    void refuses_the_value_of_another_key() {
        Signer other = authority.issue(LONG_AGO, LATER);
        Signer mixed = new Signer(signer.certificate(), other.key());

        assertThat(reasons(sign(mixed, content))).containsExactly("Signature is invalid");
    }

    @Test
    void refuses_an_authority_that_only_looks_like_ours() {
        assertThat(reasons(sign(lookalike.issue(LONG_AGO, LATER), content))).containsExactly("Certificate not trusted");
    }

    @Test
    void refuses_a_certificate_that_had_expired_when_it_signed() {
        Signer expired = authority.issue(LONG_AGO, NOW.minusSeconds(1));

        assertThat(reasons(sign(expired, content)))
                .containsExactly("Certificate expired when signed", "Certificate is not valid when received");
    }

    @Test
    void believes_what_was_signed_before_the_certificate_expired_only_if_it_was_received_before_too() {
        Instant signedAt = NOW.minusSeconds(3600);
        Signer expired = authority.issue(LONG_AGO, NOW.minusSeconds(60));
        SignedContent earlier = content(signedAt, "Amlodipine 5mg tablets");
        byte[] signature = sign(expired, earlier);

        assertThat(((Invalid) check(earlier, signature, List.of(nothingRevoked), CLIENT)).reasons())
                .containsExactly("Certificate is not valid when received");
        assertThat(signatureCheck(List.of(nothingRevoked)).checkAgain(earlier, MadeCheck.xml(signature)))
                .isInstanceOf(Valid.class);
    }

    @Test
    void refuses_a_short_key() {
        Signer weak = authority.issue(1024, LONG_AGO, LATER, KeyUsage.nonRepudiation);

        assertThat(reasons(sign(weak, content)))
                .containsExactly("Certificate not trusted", "Key of the certificate is too short");
    }

    @Test
    void refuses_a_certificate_that_is_for_something_else() {
        Signer other = authority.issue(2048, LONG_AGO, LATER, KeyUsage.keyEncipherment);

        assertThat(reasons(sign(other, content)))
                .containsExactly("Certificate not trusted", "Certificate is not for signing");
    }

    @Test
    void takes_sha1_only_from_clients_on_the_list() {
        byte[] signature = signer.sign(
                new Preparation().prepare(content, SignatureAlgorithm.RS1).digest(), "SHA1withRSA");

        assertThat(check(content, signature, List.of(nothingRevoked), SHA1_CLIENT))
                .isInstanceOf(Valid.class);
        assertThat(reasons(signature)).containsExactly("Signature algorithm is not allowed");
    }

    @ParameterizedTest
    @CsvSource({"-259201, false", "-259200, true", "0, true", "300, true", "301, false"})
    void takes_what_was_signed_within_three_days_and_no_more_than_five_minutes_ahead(long seconds, boolean taken) {
        SignedContent other = content(NOW.plusSeconds(seconds), "Amlodipine 5mg tablets");
        byte[] signature = sign(signer, other);

        assertThat(check(other, signature, List.of(nothingRevoked), CLIENT) instanceof Valid)
                .isEqualTo(taken);
        assertThat(signatureCheck(List.of(nothingRevoked)).checkAgain(other, MadeCheck.xml(signature)))
                .isInstanceOf(Valid.class);
    }

    @ParameterizedTest
    @CsvSource({
        // reason, revoked how many seconds after signing, still believed
        "keyCompromise, 3600, false",
        "cessationOfOperation, 3600, true",
        "cessationOfOperation, 0, false",
        "cessationOfOperation, -3600, false"
    })
    void looks_at_the_reason_and_the_time_of_a_revocation(String reason, long after, boolean believed) {
        int code = reason.equals("keyCompromise") ? CRLReason.keyCompromise : CRLReason.cessationOfOperation;
        byte[] list = authority.revoke(signer.certificate(), NOW.plusSeconds(after), code, NOW.minusSeconds(60), LATER);

        SignatureVerdict verdict = check(content, sign(signer, content), List.of(list), CLIENT);

        if (believed) {
            assertThat(verdict).isInstanceOf(Valid.class);
        } else {
            assertThat(((Invalid) verdict).reasons()).containsExactly("Certificate is revoked");
        }
    }

    @Test
    void finds_out_nothing_from_a_list_that_is_too_old_or_missing_or_not_the_authoritys() {
        Signer other = authority.issue(LONG_AGO, LATER);
        byte[] old = authority.revoke(
                other.certificate(), LONG_AGO, CRLReason.superseded, LONG_AGO, NOW.minus(Duration.ofHours(12)));
        byte[] theirs = lookalike.revokeNothing(NOW, LATER);

        for (List<byte[]> lists : List.of(List.of(old), List.of(theirs), List.<byte[]>of())) {
            assertThat(check(content, sign(signer, content), lists, CLIENT)).isInstanceOf(Undetermined.class);
        }
    }

    @Test
    void finds_out_nothing_without_trusted_certificates() {
        SignatureCheck unable = MadeCheck.of(MadeCheck.settings(folder.resolve("nothing.pem")), clock(), List.of());

        assertThat(unable.check(content, MadeCheck.xml(sign(signer, content)), CLIENT))
                .isInstanceOf(Undetermined.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "<Signature/>",
                "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'></Signature>",
                "<!DOCTYPE x [<!ENTITY a 'b'>]><Signature xmlns='http://www.w3.org/2000/09/xmldsig#'>&a;</Signature>"
            })
    void refuses_what_is_no_signature(String xml) {
        assertThat(reasons(xml.getBytes(StandardCharsets.UTF_8))).containsExactly("Invalid signature format");
    }

    @Test
    void refuses_whatever_is_wrapped_around_or_into_a_signature() {
        String right = new String(sign(signer, content), StandardCharsets.UTF_8);
        List<String> wrapped = List.of(
                "<Wrapped>" + right + "</Wrapped>",
                right.replace("<SignatureValue>", "<Object/><SignatureValue>"),
                right.replace("</KeyInfo>", "</KeyInfo><Object>x</Object>"),
                right.replace("<Reference>", "<Reference URI=\"#x\">"),
                right.replace("<Reference>", " <Reference>"),
                right.replace("<SignedInfo", "<!-- x --><SignedInfo"),
                right.replace("</Reference>", "</Reference><Reference></Reference>"));

        assertThat(wrapped)
                .allSatisfy(xml -> assertThat(reasons(xml.getBytes(StandardCharsets.UTF_8)))
                        .containsExactly("Invalid signature format"));
    }

    @Test
    void tells_several_certificates_and_wrong_ones_apart() {
        String right = new String(sign(signer, content), StandardCharsets.UTF_8);
        String two = right.replace("</X509Certificate>", "</X509Certificate><X509Certificate>eA==</X509Certificate>");
        String armoured = right.replace("<X509Certificate>", "<X509Certificate>-----BEGIN CERTIFICATE-----");
        String broken =
                right.replaceFirst("<X509Certificate>.*</X509Certificate>", "<X509Certificate>eA==</X509Certificate>");

        assertThat(reasons(two.getBytes(StandardCharsets.UTF_8))).containsExactly("Multiple certificates detected");
        assertThat(reasons(armoured.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("Multiple certificates detected");
        assertThat(reasons(broken.getBytes(StandardCharsets.UTF_8))).containsExactly("Invalid certificate");
    }

    @Test
    void reads_empty_elements_in_either_spelling_and_line_breaks_in_base64() {
        String right = new String(sign(signer, content), StandardCharsets.UTF_8);
        String other = right.replaceAll("></(CanonicalizationMethod|SignatureMethod|Transform|DigestMethod)>", "/>")
                .replace("</SignatureValue>", "\n</SignatureValue>\n  ");

        assertThat(check(other.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Valid.class);
    }

    @Test
    void collects_all_reasons_in_their_order() {
        Signer bad = lookalike.issue(LONG_AGO, NOW.minusSeconds(1));
        byte[] signature = sign(new Signer(bad.certificate(), signer.key()), content(NOW, "other"));

        assertThat(reasons(signature))
                .containsExactly(
                        "Signature is invalid",
                        "Signature doesn't match prescription",
                        "Certificate expired when signed",
                        "Certificate not trusted",
                        "Certificate is not valid when received");
    }

    @Test
    void prepares_541_bytes_with_the_time_in_whole_seconds() {
        Preparation.Prepared prepared = new Preparation().prepare(content, SignatureAlgorithm.RS256);

        assertThat(Base64.getDecoder().decode(prepared.digest())).hasSize(541);
        assertThat(prepared.timestamp()).isEqualTo("2026-11-25T09:30:00+00:00");
        assertThat(prepared.algorithm()).isEqualTo("RS256");
    }

    private static byte[] sign(Signer who, SignedContent what) {
        return who.sign(
                new Preparation().prepare(what, SignatureAlgorithm.RS256).digest(), "SHA256withRSA");
    }

    private List<String> reasons(byte[] signature) {
        SignatureVerdict verdict = check(signature);
        assertThat(verdict).isInstanceOf(Invalid.class);
        return ((Invalid) verdict).reasons();
    }

    private SignatureVerdict check(byte[] signature) {
        return check(content, signature, List.of(nothingRevoked), CLIENT);
    }

    private static SignatureVerdict check(SignedContent content, byte[] signature, List<byte[]> lists, String client) {
        return signatureCheck(lists).check(content, MadeCheck.xml(signature), client);
    }

    private static SignatureCheck signatureCheck(List<byte[]> lists) {
        return MadeCheck.of(MadeCheck.settings(folder.resolve("ca.pem")), clock(), lists);
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private static SignedContent content(Instant signedAt, String medicine) {
        return MadeContent.of(signedAt, medicine);
    }
}
