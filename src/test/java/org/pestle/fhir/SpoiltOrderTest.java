package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pestle.cli.SampleOrder;
import org.pestle.prescription.PrescriptionOrder;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.MessagePlace;
import org.pestle.testing.SpoiltMessage;
import org.pestle.testing.SpoiltMessage.Way;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a valid order and spoils each of its values in turn, in each way: what the specification asks for is missed at
 * its place with its code, and nothing else is (eps.md 1.4, 3.4, 12.1). The values are found in the message; the table
 * says what the reader must answer, and what it does not name must be accepted.
 */
class SpoiltOrderTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:30:00Z");

    private final FhirJson json = new FhirJson();
    private final PrescriptionOrderReader reader = new PrescriptionOrderReader(Clock.fixed(NOW, ZoneOffset.UTC));

    static Stream<Arguments> waysAndKinds() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(SampleOrder.Kind.values()).map(kind -> Arguments.of(way, kind)));
    }

    @ParameterizedTest(name = "{0} in an order that is {1}")
    @MethodSource("waysAndKinds")
    void answers_each_value_as_the_table_says(Way way, SampleOrder.Kind kind) {
        ObjectNode message = oneItem(kind);
        assertThat(findings(MadeOrder.bytes(message))).as("the valid message").isEmpty();
        List<SpoiltMessage> spoilt = SpoiltMessage.of(message, way);
        assertThat(spoilt).hasSizeGreaterThan(30);

        List<String> wrong = new ArrayList<>();
        for (SpoiltMessage each : spoilt) {
            MessagePlace place = new MessagePlace(message, each.place());
            Optional<Problem> expected = SpoiltOrderTable.expected(way, kind, place.inResource());
            List<Finding> findings = findings(each.body());
            if (!isAsExpected(expected, findings, new MessagePlace(message, each.wrong()))) {
                wrong.add(place.inResource() + ": expected "
                        + expected.map(Problem::code).orElse("an order") + ", got " + findings);
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** Refused with that code at that place; a body that is no FHIR at all need not say where. */
    private static boolean isAsExpected(Optional<Problem> expected, List<Finding> findings, MessagePlace place) {
        if (expected.isEmpty()) {
            return findings.isEmpty();
        }
        return findings.stream()
                .filter(finding -> finding.problem() == expected.get())
                .anyMatch(finding ->
                        finding.place().map(place::isMeantBy).orElse(finding.problem() == Problem.INVALID_JSON));
    }

    /** What comes of a message: nothing where it is read to an order. */
    private List<Finding> findings(byte[] body) {
        if (!(json.parse(body, Bundle.class) instanceof Outcome.Done<Bundle>(Bundle bundle))) {
            return ((Outcome.Refused<Bundle>) json.parse(body, Bundle.class)).findings();
        }
        if (MessageController.event(bundle).filter("prescription-order"::equals).isEmpty()) {
            return List.of(Finding.at(
                    MessageController.EVENT, Problem.UNKNOWN_MESSAGE_EVENT, Problem.UNKNOWN_MESSAGE_EVENT.title()));
        }
        return reader.read(bundle) instanceof Outcome.Refused<PrescriptionOrder> refused
                ? refused.findings()
                : List.of();
    }

    /** An order of one item, so that its values are not compared with another's. */
    private static ObjectNode oneItem(SampleOrder.Kind kind) {
        ObjectNode message = MadeOrder.withEmptySignature(kind, NOW);
        ((ArrayNode) message.path("entry")).remove(2);
        return message;
    }
}
