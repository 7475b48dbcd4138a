package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pestle.cli.SampleOrder;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.MessagePlace;
import org.pestle.testing.SpoiltMessage;
import org.pestle.testing.SpoiltMessage.Way;
import tools.jackson.databind.node.ObjectNode;

/** Each value of the second item in turn is removed or made another: some must be as in the first (eps.md 1.4). */
class SameOnAllItemsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:30:00Z");

    /** What must be the same; extension 0 is the prescription type, 1 the repeat information of repeat dispensing. */
    private static final Pattern SAME = Pattern.compile("MedicationRequest/(extension(/[01](/.*)?)?"
            + "|(category|authoredOn|subject|requester|groupIdentifier)(/.*)?"
            + "|dispenseRequest(/(extension|performer|validityPeriod|expectedSupplyDuration)(/.*)?)?)");

    private final FhirJson json = new FhirJson();
    private final PrescriptionOrderReader reader = new PrescriptionOrderReader(Clock.fixed(NOW, ZoneOffset.UTC));
    private final ObjectNode message = MadeOrder.withEmptySignature(SampleOrder.Kind.ERD, NOW);

    static Stream<SpoiltMessage> secondItems() {
        ObjectNode message = MadeOrder.withEmptySignature(SampleOrder.Kind.ERD, NOW);
        return Stream.of(Way.REMOVED, Way.CONTRADICTED)
                .flatMap(way -> SpoiltMessage.of(message, way).stream())
                .filter(spoilt -> spoilt.place().startsWith("/entry/2/resource/"))
                .filter(spoilt -> !spoilt.place().endsWith("/resourceType"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("secondItems")
    void compares_what_must_be_the_same(SpoiltMessage spoilt) {
        MessagePlace place = new MessagePlace(message, spoilt.place());

        List<String> differ = findings(spoilt.body()).stream()
                .filter(finding -> finding.problem() == Problem.VALUES_DIFFER_BETWEEN_ITEMS)
                .map(finding -> finding.place().orElseThrow())
                .toList();

        if (SAME.matcher(place.inResource()).matches() && canBeRead(spoilt.body())) {
            assertThat(differ)
                    .isNotEmpty()
                    .allSatisfy(at -> assertThat(at).startsWith("Bundle.entry[2].resource.ofType(MedicationRequest)"));
            assertThat(differ).anyMatch(place::isMeantBy);
        } else {
            assertThat(differ).isEmpty();
        }
    }

    private boolean canBeRead(byte[] body) {
        return json.parse(body, Bundle.class) instanceof Outcome.Done<Bundle>;
    }

    private List<Finding> findings(byte[] body) {
        return json.parse(body, Bundle.class) instanceof Outcome.Done<Bundle>(Bundle bundle)
                ? reader.findings(bundle)
                : List.of();
    }
}
