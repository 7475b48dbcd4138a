package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.cli.SampleOrder;
import org.pestle.prescription.Accepted;
import org.pestle.prescription.PrescriptionOrder;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.Nomination;
import org.pestle.signature.SignatureVerdict.Valid;
import org.pestle.testing.MadeOrder;
import org.pestle.values.OdsCode;

/** One person by certificate, message and token (eps.md 1.2), or a difference that is logged or refused. */
class SignerComparisonTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:30:00Z");
    private static final String PRESCRIBER = "656005750107";
    private static final String ROLE_PROFILE = "555254242105";

    private final SignerComparison rejecting = new SignerComparison(true);
    private final SignerComparison logging = new SignerComparison(false);

    @Test
    void takes_what_one_person_prescribed_signed_and_sent() {
        assertThat(rejecting.compare(order(), caller(PRESCRIBER, ROLE_PROFILE))).isInstanceOf(Outcome.Done.class);
        assertThat(rejecting.compare(accepted("CN=" + PRESCRIBER + ",O=Somewhere"), caller(PRESCRIBER, ROLE_PROFILE)))
                .isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @CsvSource({"555555555555, 555254242105", "656005750107, 111111111111"})
    void refuses_the_token_of_another_user_or_role(String user, String roleProfile) {
        assertThat(finding(rejecting.compare(order(), caller(user, roleProfile))))
                .isEqualTo(Finding.at(
                        "Bundle.entry.resource.ofType(PractitionerRole)",
                        Problem.NOT_PERMITTED,
                        "The message names another user or role than the token"));
        assertThat(logging.compare(order(), caller(user, roleProfile))).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @CsvSource({
        // certificate, token
        "CN=555555555555, 656005750107",
        "CN=555555555555, 555555555555",
        "CN=656005750107, 555555555555",
        "CN=John Smith, 656005750107"
    })
    void refuses_the_certificate_of_another_person_or_of_nobody(String certificate, String user) {
        assertThat(finding(rejecting.compare(accepted(certificate), caller(user, ROLE_PROFILE)))
                        .problem())
                .isEqualTo(Problem.NOT_PERMITTED);
        assertThat(logging.compare(accepted(certificate), caller(user, ROLE_PROFILE)))
                .isInstanceOf(Outcome.Done.class);
    }

    private static Finding finding(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).findings().getFirst();
    }

    private static Caller caller(String user, String roleProfile) {
        return new Caller("gp-system", user, roleProfile, Role.PRESCRIBER, new OdsCode("A83008"));
    }

    private static Accepted accepted(String certificate) {
        Valid verdict = new Valid(certificate, NOW, new byte[32], List.of(), List.of());
        return new Accepted(order(), verdict, new Nomination.None(), null);
    }

    private static PrescriptionOrder order() {
        byte[] message = MadeOrder.bytes(MadeOrder.withEmptySignature(SampleOrder.Kind.ACUTE, NOW));
        Outcome<PrescriptionOrder> read = new FhirJson()
                .parse(message, Bundle.class)
                .then(new PrescriptionOrderReader(Clock.fixed(NOW, ZoneOffset.UTC))::read);
        return ((Outcome.Done<PrescriptionOrder>) read).value();
    }
}
