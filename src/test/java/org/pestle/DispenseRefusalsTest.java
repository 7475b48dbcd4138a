package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.problems.Problem;
import org.pestle.testing.DispensedOrder;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.Service;
import org.pestle.testing.WholeRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every refusal of the dispense family (eps.md 12.2, 12.3) over HTTP: status, code, text; and the whole record of the
 * prescription is afterwards what it was.
 */
class DispenseRefusalsTest {
    private static final Service SERVICE = Service.running();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SamplePharmacy HOLDER = SamplePharmacy.FA565;
    private static final SamplePharmacy OTHER = SamplePharmacy.FA565.at("FLM49");

    // spotless:off
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # state, item, held | release by another                  | release by the holder     | return                                | dispense                              | withdraw                              | claim
            0000 0007 no        | -                                   | -                         | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | CLAIM_INVALID_NOT_DISPENSED
            0001 0007 no        | -                                   | -                         | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | CLAIM_INVALID_NOT_DISPENSED
            0002 0008 held      | PRESCRIPTION_WITH_ANOTHER_DISPENSER | PRESCRIPTION_ALREADY_HELD | -                                     | -                                     | PRESCRIPTION_INVALID_STATE_TRANSITION | CLAIM_INVALID_NOT_DISPENSED
            0003 0003 held      | PRESCRIPTION_WITH_ANOTHER_DISPENSER | PRESCRIPTION_ALREADY_HELD | PRESCRIPTION_INVALID_STATE_TRANSITION | -                                     | DISPENSE_AMEND_IDENTIFIER_MISMATCH    | CLAIM_INVALID_NOT_DISPENSED
            0004 0006 no        | PRESCRIPTION_EXPIRED                | PRESCRIPTION_EXPIRED      | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | CLAIM_INVALID_NOT_DISPENSED
            0004 0006 held      | PRESCRIPTION_EXPIRED                | PRESCRIPTION_EXPIRED      | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | CLAIM_INVALID_NOT_DISPENSED
            0005 0005 no        | PRESCRIPTION_CANCELLED              | PRESCRIPTION_CANCELLED    | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | CLAIM_INVALID_NOT_DISPENSED
            0006 0001 held      | PRESCRIPTION_DISPENSED              | PRESCRIPTION_DISPENSED    | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | DISPENSE_AMEND_IDENTIFIER_MISMATCH    | -
            0007 0002 held      | PRESCRIPTION_DISPENSED              | PRESCRIPTION_DISPENSED    | PRESCRIPTION_INVALID_STATE_TRANSITION | MEDICATIONREQUEST_INVALID_STATE_TRANSITION | DISPENSE_AMEND_IDENTIFIER_MISMATCH | CLAIM_INVALID_NOT_DISPENSED
            0008 0001 held      | PRESCRIPTION_DISPENSED              | PRESCRIPTION_DISPENSED    | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | DUPLICATE_CLAIM
            0009 0001 held      | PRESCRIPTION_DISPENSED              | PRESCRIPTION_DISPENSED    | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION
            9000 0007 no        | RESOURCE_NOT_FOUND                  | RESOURCE_NOT_FOUND        | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | CLAIM_INVALID_NOT_DISPENSED
            9001 0007 no        | RESOURCE_NOT_FOUND                  | RESOURCE_NOT_FOUND        | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | CLAIM_INVALID_NOT_DISPENSED
            9005 0005 no        | RESOURCE_NOT_FOUND                  | RESOURCE_NOT_FOUND        | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | PRESCRIPTION_INVALID_STATE_TRANSITION | CLAIM_INVALID_NOT_DISPENSED
            """)
    // spotless:on
    void every_call_in_every_wrong_state_is_refused(
            String state,
            String byAnother,
            String byHolder,
            String giveBack,
            String dispense,
            String withdraw,
            String claim) {
        String[] words = state.split(" ", -1);
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE)
                .forcedInto(words[0], words[1], words[2].equals("held"));
        ObjectNode notification = order.notification();
        Map<String, Supplier<HttpResponse<String>>> calls = new LinkedHashMap<>();
        calls.put("release by another", () -> order.release(OTHER));
        calls.put("release by the holder", () -> order.release(HOLDER));
        calls.put("return", () -> order.send(order.giveBack()));
        calls.put("dispense", () -> order.send(notification));
        calls.put("withdraw", () -> order.send(order.withdrawal(DispensedOrder.idOf(notification))));
        calls.put("claim", () -> order.send(order.claim(notification)));
        Iterator<String> codes = List.of(byAnother, byHolder, giveBack, dispense, withdraw, claim)
                .iterator();
        for (Map.Entry<String, Supplier<HttpResponse<String>>> call : calls.entrySet()) {
            String code = codes.next();
            if (!code.equals("-")) {
                assertRefused(order, call.getKey(), code, call.getValue());
            }
        }
    }

    @Test
    void who_has_it_is_told_by_name_address_and_telephone_as_published() {
        DispensedOrder order = released();

        HttpResponse<String> answer = order.release(OTHER);

        JsonNode outcome = JSON.readTree(answer.body());
        JsonNode organisation = outcome.path("contained").path(0);
        assertThat(outcome.at("/issue/0/details/coding/0").toString())
                .isEqualTo("{\"system\":\"https://fhir.nhs.uk/CodeSystem/EPS-IssueCode\","
                        + "\"code\":\"PRESCRIPTION_WITH_ANOTHER_DISPENSER\","
                        + "\"display\":\"Prescription is with another dispenser\"}");
        assertThat(outcome.at("/extension/0/url").asString())
                .isEqualTo("https://fhir.nhs.uk/StructureDefinition/Extension-Spine-supportingInfo");
        assertThat(outcome.at("/extension/0/valueReference/reference").asString())
                .isEqualTo("#" + organisation.path("id").asString());
        assertThat(organisation.at("/identifier/0/value").asString()).isEqualTo("FA565");
        assertThat(organisation.path("name").asString()).isEqualTo("High Street Pharmacy");
        assertThat(organisation.at("/telecom/0/value").asString()).isNotEmpty();
        assertThat(organisation.at("/address/0/line").toString())
                .isEqualTo("[\"63 Briarfield Road\",\"Timperley\",\"Altrincham\",\"Cheshire\"]");
        assertThat(organisation.at("/address/0/postalCode").asString()).isEqualTo("WA15 7DD");
    }

    @Test
    void a_notification_before_its_release_is_refused() {
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE);

        assertRefused(order, "early", "PRESCRIPTION_INVALID_STATE_TRANSITION", () -> order.send(order.notification()));
    }

    @Test
    void a_notification_that_comes_twice_has_one_effect() {
        DispensedOrder order = released();
        ObjectNode notification = order.notification();
        HttpResponse<String> first = order.send(notification);
        WholeRecord before = record(order);

        HttpResponse<String> again = order.send(notification);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(record(order)).isEqualTo(before);
        assertRefused(
                order, "another", "PRESCRIPTION_INVALID_STATE_TRANSITION", () -> order.send(order.notification()));
    }

    @Test
    void a_notification_that_comes_again_after_it_was_withdrawn_stays_withdrawn() {
        DispensedOrder order = released();
        ObjectNode notification = order.notification();
        order.send(notification);
        String id = DispensedOrder.idOf(notification);
        assertThat(order.send(order.withdrawal(id)).statusCode()).isEqualTo(200);
        WholeRecord before = record(order);

        order.send(notification);

        assertThat(record(order)).isEqualTo(before);
        assertRefused(
                order,
                "withdrawn twice",
                "PRESCRIPTION_INVALID_STATE_TRANSITION",
                () -> order.send(order.withdrawal(id)));
        assertRefused(
                order,
                "amended after it was withdrawn",
                "DISPENSE_AMEND_IDENTIFIER_MISMATCH",
                () -> order.send(order.amendment(id)));
    }

    @Test
    void an_amendment_of_an_unknown_or_of_anothers_notification_is_refused() {
        DispensedOrder others = released();
        ObjectNode theirs = others.notification();
        others.send(theirs);
        DispensedOrder order = released();
        order.send(order.notification());

        assertRefused(
                order,
                "unknown",
                "DISPENSE_AMEND_IDENTIFIER_MISMATCH",
                () -> order.send(order.amendment(UUID.randomUUID().toString())));
        assertRefused(
                order,
                "of another prescription",
                "DISPENSE_AMEND_IDENTIFIER_MISMATCH",
                () -> order.send(order.amendment(DispensedOrder.idOf(theirs))));
        assertRefused(
                order,
                "withdrawal of another's",
                "DISPENSE_AMEND_IDENTIFIER_MISMATCH",
                () -> order.send(order.withdrawal(DispensedOrder.idOf(theirs))));
    }

    @Test
    void a_pharmacy_that_does_not_have_it_changes_nothing() {
        DispensedOrder order = released();
        String code = "PRESCRIPTION_WITH_ANOTHER_DISPENSER";

        assertRefused(order, "dispense", code, () -> order.send(order.notification(), OTHER));
        assertRefused(order, "return", code, () -> order.send(order.giveBack(), OTHER));
        ObjectNode notification = order.notification();
        order.send(notification);
        assertRefused(
                order, "withdraw", code, () -> order.send(order.withdrawal(DispensedOrder.idOf(notification)), OTHER));
        assertRefused(order, "claim", code, () -> order.send(order.claim(notification), OTHER));
    }

    @Test
    void what_is_told_under_a_release_that_was_given_back_is_refused() {
        DispensedOrder order = released();
        ObjectNode stale = order.notification();
        ObjectNode giveBack = order.giveBack();
        assertThat(order.send(giveBack).statusCode()).isEqualTo(200);
        ObjectNode staleReturn = giveBack.deepCopy();
        ((ObjectNode) staleReturn.at("/identifier/0"))
                .put("value", UUID.randomUUID().toString());
        String code = "PRESCRIPTION_INVALID_STATE_TRANSITION";

        assertRefused(order, "after the return", code, () -> order.send(stale));
        assertThat(order.release(HOLDER).statusCode()).isEqualTo(200);
        stale.withObject("/identifier").put("value", UUID.randomUUID().toString());
        assertRefused(order, "after the next release", code, () -> order.send(stale));
        assertRefused(order, "the return of the first release", code, () -> order.send(staleReturn));
    }

    @Test
    void missing_and_unknown_items_and_wrong_counts_are_refused() {
        DispensedOrder order = released();
        ObjectNode unknown = order.notification();
        String item = MadeOrder.resource(order.order(), "MedicationRequest")
                .at("/identifier/0/value")
                .asString();
        JsonNode renamed =
                JSON.readTree(unknown.toString().replace(item, UUID.randomUUID().toString()));
        assertRefused(order, "unknown item", "MEDICATIONREQUEST_NOT_FOUND", () -> order.send(renamed));
        ObjectNode tooMuch = order.notification();
        MadeOrder.resources(tooMuch, "MedicationDispense")
                .forEach(dispense -> dispense.withObject("/quantity").put("value", 100_000));
        assertRefused(order, "too much", "INVALID_VALUE", () -> order.send(tooMuch));

        DispensedOrder repeats = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ERD);
        repeats.release(HOLDER);
        JsonNode wrongCount = JSON.readTree(repeats.notification()
                .toString()
                .replaceAll("(\"numberOfRepeatsAllowed\",\"value[A-Za-z]+\":)[0-9]+", "$198"));
        assertRefused(repeats, "count", "MISMATCH_AUTHORISED_REPEAT_COUNT", () -> repeats.send(wrongCount));
    }

    @Test
    void an_unknown_prescription_and_another_patient_are_not_found() {
        DispensedOrder order = released();
        ObjectNode notification = order.notification();
        String patient = MadeOrder.resource(order.order(), "Patient")
                .at("/identifier/0/value")
                .asString();
        String id = order.id();
        for (JsonNode message : new JsonNode[] {
            notification, order.giveBack(), order.withdrawal(UUID.randomUUID().toString()), order.claim(notification)
        }) {
            JsonNode ofAnother = JSON.readTree(message.toString().replace(patient, "9912003071"));
            JsonNode ofNone = JSON.readTree(message.toString()
                    .replace(id, "24F5DA-A83008-7EFE6Z")
                    .replace(
                            DispensedOrder.idOf(notification), UUID.randomUUID().toString()));
            assertRefused(order, "another patient", "PRESCRIPTION_NOT_FOUND", () -> order.send(ofAnother));
            assertRefused(order, "unknown", "PRESCRIPTION_NOT_FOUND", () -> order.send(ofNone));
        }
    }

    private static DispensedOrder released() {
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE);
        HttpResponse<String> answer = order.release(HOLDER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return order;
    }

    private static WholeRecord record(DispensedOrder order) {
        return WholeRecord.of(SERVICE, order.id());
    }

    private static void assertRefused(
            DispensedOrder order, String what, String code, Supplier<HttpResponse<String>> call) {
        WholeRecord before = record(order);

        HttpResponse<String> answer = call.get();

        JsonNode issue = JSON.readTree(answer.body()).path("issue").path(0);
        JsonNode coding = issue.at("/details/coding/0");
        assertThat(coding.path("code").asString())
                .as("%s: %s", what, answer.body())
                .isEqualTo(code);
        assertThat(answer.statusCode()).as(what).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/fhir+json");
        Problem problem = Problem.withCode(code).orElseThrow();
        assertThat(issue.path("severity").asString()).isEqualTo("error");
        assertThat(issue.path("code").asString()).as(what).isEqualTo(problem.issueType());
        assertThat(coding.path("system").asString())
                .isEqualTo(problem.codeSystem().url());
        assertThat(coding.path("display").asString())
                .as("the text says nothing of the patient")
                .isNotBlank()
                .isEqualTo(issue.path("diagnostics").asString())
                .doesNotContain("9449304130");
        if (what.startsWith("release")) {
            assertThat(coding.path("display").asString()).as(what).isEqualTo(problem.title());
        }
        assertThat(record(order)).as("%s changed the record", what).isEqualTo(before);
    }
}
