package org.pestle.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Defects of certificates and lists, forged signatures, and unusual ones that are right (eps.md 7.5, T01 to T05). */
class CertificateZooTest {
    private static final Set<String> TEXTS = Set.of(
            "Invalid signature format",
            "Multiple certificates detected",
            "Invalid certificate",
            "Signature is invalid",
            "Signature doesn't match prescription",
            "Certificate is revoked",
            "CA certificate is revoked",
            "Certificate expired when signed",
            "Certificate not trusted",
            "Certificate is not for signing",
            "Key of the certificate is too short",
            "Certificate is not valid when received",
            "Signing time is too long ago or in the future",
            "Signature algorithm is not allowed",
            Specimen.UNDETERMINED);

    @TempDir
    static Path folder;

    static List<Specimen> defects() {
        List<Specimen> all = new ArrayList<>(CertificateDefects.all());
        all.addAll(RevocationDefects.all());
        return all;
    }

    static List<Specimen> forgeries() {
        return ForgedSignatures.all();
    }

    static List<Specimen> variants() {
        return ValidVariants.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"defects", "forgeries"})
    void believes_no_defect_and_no_forgery_and_says_why(Specimen specimen) {
        assertThat(specimen.expected()).isNotEmpty();
        assertThat(specimen.verdict(folder)).containsExactlyElementsOf(specimen.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void refuses_none_that_is_right(Specimen specimen) {
        assertThat(specimen.verdict(folder)).isEmpty();
    }

    @Test
    void is_a_large_zoo() {
        assertThat(defects()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(forgeries()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(variants()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(Stream.of(defects(), forgeries(), variants())
                        .flatMap(List::stream)
                        .map(Specimen::name))
                .doesNotHaveDuplicates();
    }

    @Test
    void shows_every_text() {
        Set<String> shown = Stream.of(defects(), forgeries())
                .flatMap(List::stream)
                .flatMap(specimen -> specimen.expected().stream())
                .collect(Collectors.toSet());

        assertThat(shown).isEqualTo(TEXTS);
    }
}
