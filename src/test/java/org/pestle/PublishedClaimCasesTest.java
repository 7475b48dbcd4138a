package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;
import org.pestle.cli.SampleOrder;
import org.pestle.testing.Claimant;
import org.pestle.testing.Service;
import org.pestle.testing.SharedExamples;
import org.pestle.values.NhsDates;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The claim cases that are agreed on with the people who know the rules, each played over HTTP: order, release,
 * notification and claim at the days of the case. Every field of what is expected is compared, and none is left out.
 */
@Isolated
class PublishedClaimCasesTest {
    private static final int CASES = 14;
    private static final JsonMapper JSON = new JsonMapper();

    private final Service service = Service.running();
    private final Claimant pharmacy = new Claimant(service);

    @TestFactory
    Stream<DynamicTest> has_the_outcome_of_each_claim_case() throws IOException {
        JsonNode cases = cases().path("claim_cases");
        assertThat(cases.size()).isEqualTo(CASES);
        return cases.valueStream()
                .map(given -> DynamicTest.dynamicTest(
                        given.path("id").stringValue() + " "
                                + given.path("title").stringValue(),
                        () -> check(given)));
    }

    private void check(JsonNode given) {
        service.reset();
        JsonNode input = given.path("input");
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();

        if (input.has("claim_received")) {
            claimedOnItsDay(input, outcome);
        } else if (input.has("message")) {
            claimedAgain(input, outcome);
        } else if (input.has("item_statuses")) {
            claimedWithItems(input, outcome);
        } else if (input.has("exemption")) {
            service.moveClockTo(noon(input.path("dispensed").stringValue()));
            ObjectNode claim =
                    pharmacy.claim(pharmacy.dispensed(), input.path("exemption").stringValue());
            outcome.put("accepted", isAccepted(claim));
        } else {
            returnedAndAnswered(input, outcome);
        }

        JsonNode expected = given.path("expected");
        expected.propertyNames()
                .forEach(
                        name -> assertThat((Object) outcome.path(name)).as(name).isEqualTo(expected.path(name)));
    }

    private void claimedOnItsDay(JsonNode input, ObjectNode outcome) {
        Instant received = time(input.path("claim_received").stringValue());
        boolean repeats = input.path("treatment").asString("").equals("eRD");
        service.moveClockTo(
                time(input.path(repeats ? "signed" : "dispense_notified").stringValue()));
        ObjectNode order = pharmacy.order(repeats ? SampleOrder.Kind.ERD : SampleOrder.Kind.ACUTE, 1);
        String notification = pharmacy.dispensed(order, "0006", List.of("0001"));
        ObjectNode claim = pharmacy.claim(notification);
        if (repeats) {
            // The first issue would be closed by then: its completion is moved to a day that leaves the rule of the
            // signature.
            jdbc().sql("UPDATE prescription_issue SET completed_on = ? WHERE status = '0006'")
                    .param(NhsDates.on(received).minusDays(1))
                    .update();
        }
        outcome.put("accepted", pharmacy.sendAt(received, claim).equals("200"));
        outcome.set("payment_month", pharmacy.view(claim).path("month"));
    }

    private void claimedAgain(JsonNode input, ObjectNode outcome) {
        ObjectNode first = pharmacy.claim(pharmacy.dispensed());
        assertThat(isAccepted(first)).isTrue();
        Instant received = service.now();
        JsonNode message = input.path("message");
        service.moveClockTo(received.plusSeconds(60));
        ObjectNode second = second(first, message);

        String answer = pharmacy.send(second);

        outcome.put("accepted", answer.equals("200"));
        outcome.put(
                "reason",
                switch (answer) {
                    case "DUPLICATE_CLAIM" -> "duplicate";
                    case "DISPENSE_AMEND_IDENTIFIER_MISMATCH" -> "unknown-claim";
                    default -> answer;
                });
        int stored =
                jdbc().sql("SELECT count(*) FROM claim").query(Integer.class).single();
        outcome.put("claims_stored", stored);
        outcome.put("effect", stored == 1 ? "none" : "stored");
        boolean isReplaced = pharmacy.view(first).path("state").asString().equals("REPLACED");
        outcome.put("current_claim", isReplaced ? "B" : "A");
        ArrayNode history = outcome.putArray("history");
        pharmacy.view(second)
                .path("history")
                .forEach(id -> history.add(id.asString().equals(Claimant.id(first)) ? "A" : id.asString()));
        long ofTheFirst = jdbc().sql("SELECT count(*) FROM claim WHERE received_at < ?")
                .param(java.sql.Timestamp.from(received.plusSeconds(60)))
                .query(Long.class)
                .single();
        outcome.put("received_date", ofTheFirst == stored ? "that of A" : "its own");
    }

    private ObjectNode second(ObjectNode first, JsonNode message) {
        if (message.path("same_body").asBoolean(false)) {
            return first;
        }
        ObjectNode other = first.deepCopy();
        ((ObjectNode) other.path("identifier").path(0))
                .put("value", UUID.randomUUID().toString());
        JsonNode replaces = message.path("replaces");
        return replaces.isNull()
                ? other
                : pharmacy.replacing(
                        first,
                        replaces.asString().equals("A")
                                ? Claimant.id(first)
                                : UUID.randomUUID().toString());
    }

    private void claimedWithItems(JsonNode input, ObjectNode outcome) {
        List<String> statuses = input.path("item_statuses")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
        boolean isFinal = !statuses.contains("0004");
        // An item expires by the night, not by a notification: this one is notified as not dispensed.
        List<String> notified = statuses.stream()
                .map(status -> status.equals("0006") ? "0002" : status)
                .toList();
        String notification = pharmacy.dispensed(
                pharmacy.order(SampleOrder.Kind.ACUTE, statuses.size()), isFinal ? "0006" : "0003", notified);
        ObjectNode claim = pharmacy.claim(notification);
        ((ObjectNode) claim.at("/item/0/extension/0/valueCoding")).put("code", "0006");
        for (int i = 0; i < statuses.size(); i++) {
            if (statuses.get(i).equals("0006")) {
                ObjectNode detail = (ObjectNode) claim.at("/item/0/detail/" + i);
                ((ObjectNode) detail.at("/modifier/0/coding/0")).put("code", "0006");
                jdbc().sql("UPDATE issue_item SET status = '0006' WHERE line_item_id = ?")
                        .param(UUID.fromString(detail.findValue("valueReference")
                                .at("/identifier/value")
                                .asString()))
                        .update();
            }
        }
        if (input.has("endorsements")) {
            ArrayNode programCodes = (ArrayNode) claim.at("/item/0/detail/0/programCode");
            programCodes.remove(1);
        }

        String answer = pharmacy.send(claim);

        outcome.put("accepted", answer.equals("200"));
        outcome.put(
                "reason",
                switch (answer) {
                    case "CLAIM_INVALID_NOT_DISPENSED" -> "item-not-final";
                    case "MISSING_VALUE" -> "missing-endorsement";
                    default -> answer;
                });
        if (answer.equals("200")) {
            service.runJob("price-claims");
            outcome.put("paid_items", (int) pharmacy.view(claim)
                    .path("items")
                    .valueStream()
                    .filter(item -> item.path("outcome").asString().equals("paid"))
                    .count());
        }
    }

    private void returnedAndAnswered(JsonNode input, ObjectNode outcome) {
        service.moveClockTo(noon(input.path("supplied_month").stringValue() + "-10"));
        ObjectNode claim = pharmacy.claim(pharmacy.dispensed());
        ObjectNode unclear = pharmacy.ofNothing(claim, 0);
        assertThat(isAccepted(unclear)).isTrue();
        service.runJob("price-claims");
        assertThat(pharmacy.view(unclear).path("state").asString()).isEqualTo("REFERRED");

        ObjectNode answer = pharmacy.replacing(claim, Claimant.id(unclear));
        YearMonth returned = YearMonth.parse(input.path("returned_month").stringValue());
        outcome.put(
                "accepted",
                pharmacy.sendAt(noon(returned.atDay(10).toString()), answer).equals("200"));
        service.runJob("price-claims");
        JsonNode priced = pharmacy.view(answer);
        assertThat(priced.path("state").asString()).isEqualTo("PRICED");
        outcome.set("pricing_month", priced.at("/items/0/input/pricing_month"));
    }

    private boolean isAccepted(ObjectNode claim) {
        return pharmacy.send(claim).equals("200");
    }

    private JdbcClient jdbc() {
        return service.context().getBean(JdbcClient.class);
    }

    private static Instant time(String text) {
        return text.contains("T") ? OffsetDateTime.parse(text).toInstant() : noon(text);
    }

    private static Instant noon(String day) {
        return NhsDates.startOf(LocalDate.parse(day)).plusSeconds(12 * 60 * 60);
    }

    private static JsonNode cases() throws IOException {
        Path file = SharedExamples.data().resolveSibling("spec").resolve("pricing-cases.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: there is no file " + file);
        return JSON.readTree(Files.readAllBytes(file));
    }
}
