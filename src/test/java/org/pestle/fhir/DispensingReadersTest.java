package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.testing.Outcomes.done;
import static org.pestle.testing.Outcomes.refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.claim.DispenseClaim;
import org.pestle.dispensing.DispenseNotification;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.SharedExamples;

/** Reads what suppliers are told to send, as it was published. */
class DispensingReadersTest {
    private static final String SPEC = "eps-api/examples/spec/dispensing/";
    private static final String TEST_DATA = "eps-api/coordinator-tests/test-data/fhir/dispensing/";

    private final FhirJson json = new FhirJson();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "release/acute-primary-example-req.json",
                "release/repeat-primary-example-req.json",
                "release/eRD-primary-example-req.json"
            })
    void reads_published_release_requests(String file) throws IOException {
        Parameters parameters = parsed(SPEC + file, Parameters.class);

        ReleaseRequest request = done(ReleaseRequestReader.read(parameters));

        assertThat(request.id()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SPEC + "dispense-notification/acute-primary-example-01-req.json",
                SPEC + "dispense-notification/acute-primary-example-02-req.json",
                SPEC + "dispense-notification/acute-primary-example-03-req.json",
                SPEC + "dispense-notification/acute-primary-example-04-req.json",
                SPEC + "dispense-notification/repeat-primary-example-req.json",
                SPEC + "dispense-notification/eRD-primary-example-req.json",
                TEST_DATA + "Process-Request-Dispense-Notifications.json",
                TEST_DATA + "Process-Request-Dispense-Multiple-Brands.json",
                TEST_DATA + "Process-Request-Dispense-Has-StatusReasonCodableConcept-200_OK.json",
                TEST_DATA + "Process-Request-Dispense-Not-Dispensed-Expired.json",
                TEST_DATA + "Process-Request-Dispense-eRD.json"
            })
    void reads_published_dispense_notifications(String file) throws IOException {
        Bundle bundle = parsed(file, Bundle.class);

        DispenseNotification notification = done(DispenseNotificationReader.read(bundle));

        assertThat(notification.authority()).isEqualTo("T1450");
        assertThat(notification.items()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Process-Request-Dispense-Notifications-No-Extension-for-ReimbursementAuthority.json",
                "Process-Request-Dispense-Notifications-No-ODS-Code-Extension-for-ReimbursementAuthority.json",
                "Process-Request-Dispense-Not-Dispensed-Inconsistent.json"
            })
    void refuses_published_notifications_that_are_wrong(String file) throws IOException {
        Bundle bundle = parsed(TEST_DATA + file, Bundle.class);

        List<Finding> findings = refused(DispenseNotificationReader.read(bundle));

        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.issueType()).isEqualTo("invalid"));
    }

    @Test
    void reads_every_published_claim_but_the_one_without_endorsement() throws IOException {
        List<String> refused = new ArrayList<>();
        try (var files = Files.list(SharedExamples.data().resolve("eps-claims"))) {
            for (Path file : files.sorted().toList()) {
                Claim claim = done(json.parse(Files.readAllBytes(file), Claim.class));
                if (DispenseClaimReader.read(claim) instanceof Outcome.Refused<DispenseClaim>(var findings)) {
                    refused.add(file.getFileName().toString());
                    assertThat(findings).allSatisfy(finding -> {
                        assertThat(finding.problem()).isEqualTo(Problem.MISSING_VALUE);
                        assertThat(finding.expression()).endsWith("programCode:endorsement");
                    });
                }
            }
        }
        assertThat(refused).containsExactly("rejected-missing-endorsement.json");
    }

    @Test
    void reads_a_repeat_count_that_a_notification_sends_as_text() throws IOException {
        String file = SPEC + "dispense-notification/eRD-primary-example-req.json";
        byte[] body = changed(
                file,
                text -> text.replaceAll(
                                "\"numberOfRepeatsAllowed\",(\\s*)\"valueInteger\": *5",
                                "\"numberOfRepeatsAllowed\",$1\"valueInteger\": \"5\"")
                        .replaceAll("\"numberOfRepeatsAllowed\": *0", "\"numberOfRepeatsAllowed\": \"0\""));

        DispenseNotification notification = done(DispenseNotificationReader.read(done(json.parse(body, Bundle.class))));

        assertThat(notification.issues()).isEqualTo(6);
        assertThat(notification.issueNumber()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"owner", "agent", "status"})
    void refuses_a_release_without(String parameter) throws IOException {
        byte[] body = changed(
                SPEC + "release/acute-primary-example-req.json",
                text -> text.replace("\"name\": \"" + parameter + "\"", "\"name\": \"other\""));

        List<Finding> findings = refused(ReleaseRequestReader.read(done(json.parse(body, Parameters.class))));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.problem()).isEqualTo(Problem.MISSING_VALUE);
            assertThat(finding.expression()).contains(parameter);
        });
    }

    private <T extends org.hl7.fhir.r4.model.Resource> T parsed(String file, Class<T> type) throws IOException {
        return done(json.parse(changed(file, UnaryOperator.identity()), type));
    }

    private static byte[] changed(String file, UnaryOperator<String> change) throws IOException {
        String text = Files.readString(SharedExamples.examples().resolve(file));
        return change.apply(text).getBytes(StandardCharsets.UTF_8);
    }
}
