package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.cli.SampleOrder;
import org.pestle.testing.Claimant;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.OrderEdits;
import org.pestle.testing.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the NHS does not pay for is counted, shown with its reason, and can be challenged in time, over HTTP. */
@Isolated
class DisallowedItemsTest {
    private static final String BLACKLISTED = "90068999999106";
    private static final String NOT_FOR_NURSES = "90069999999101";
    private static final String SELECTED_LIST = "90078999999104";
    private static final String BORDERLINE = "90079999999109";
    private static final String DELETED_APPLIANCE = "90065999999107";

    private final Service service = Service.running();
    private final Claimant pharmacy = new Claimant(service);
    private final JsonMapper json = JsonMapper.builder().build();

    @BeforeEach
    void an_empty_record() {
        service.reset();
        service.moveClockTo(Instant.parse("2026-07-15T10:00:00Z"));
    }

    @Test
    void a_blacklisted_product_is_counted_beside_what_is_paid() {
        ObjectNode claim = claimed(BLACKLISTED, "0101");

        assertThat(service.runJob("price-claims"))
                .contains("\"items_in\":2", "\"items_paid\":1", "\"items_referred\":0", "\"items_disallowed\":1");
        service.runJob("write-reports");

        JsonNode view = pharmacy.view(claim);
        assertThat(view.path("state").asString()).isEqualTo("PRICED");
        assertThat(view.at("/items/0/outcome").asString()).isEqualTo("disallowed");
        assertThat(view.at("/items/0/sentence").asString())
                .isEqualTo("it is in Part XVIIIA, the list of products not to be prescribed");
        assertThat(view.at("/items/0/explanation").toString()).contains("Part XVIIIA");
        assertThat(view.at("/items/0/returned").toString()).isEqualTo("""
                {"kind":"DA","reason":"BLACKLISTED","returned_on":"2026-07-15","answer_by":"2028-01-15","state":"OPEN"}""");
        JsonNode schedule = read("/reimbursement/schedules/FA565/2026-07", "contractor");
        assertThat(schedule.path("items").asInt()).isEqualTo(1);
        assertThat(schedule.path("items_disallowed").asInt()).isEqualTo(1);
        assertThat(read("/reimbursement/reports/" + icb() + "/2026-07", "commissioner")
                        .at("/totals/DISALLOWED_ITEMS")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} on a prescription of type {1}, supplied in {2}: {3}")
    @CsvSource({
        NOT_FOR_NURSES + ", 0105, 2026-07, NOT_IN_NURSE_FORMULARY",
        NOT_FOR_NURSES + ", 0101, 2026-07, NO_PRICE_HELD",
        DELETED_APPLIANCE + ", 0101, 2026-09, NO_PRICE_HELD",
        DELETED_APPLIANCE + ", 0101, 2026-10, NOT_IN_PART_IX"
    })
    void who_prescribed_and_when_decides(String product, String type, String month, String reason) {
        service.moveClockTo(Instant.parse(month + "-15T10:00:00Z"));
        ObjectNode claim = claimed(product, type);

        service.runJob("price-claims");

        assertThat(pharmacy.view(claim).at("/items/0/reason").asString()).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0} endorsed {1}: {2}")
    @CsvSource({
        SELECTED_LIST + ", FS, NOT_ENDORSED_SLS",
        SELECTED_LIST + ", ACBS, NOT_ENDORSED_SLS",
        SELECTED_LIST + ", SLS, NO_PRICE_HELD",
        BORDERLINE + ", SLS, NOT_ENDORSED_ACBS",
        BORDERLINE + ", ACBS, NO_PRICE_HELD"
    })
    void some_products_need_the_endorsement_of_who_prescribed_them(String product, String endorsed, String reason) {
        ObjectNode order = pharmacy.order(SampleOrder.Kind.ACUTE, 1);
        code(MadeOrder.resources(order, "MedicationRequest").getFirst()).put("code", product);
        ObjectNode claim = pharmacy.claim(
                pharmacy.dispensed(new OrderEdits(order).endorsed(endorsed).order(), "0006", List.of("0001")));
        assertThat(pharmacy.send(claim)).isEqualTo("200");

        service.runJob("price-claims");

        assertThat(pharmacy.view(claim).at("/items/0/reason").asString()).isEqualTo(reason);
    }

    @Test
    void it_is_challenged_by_a_changed_claim_for_eighteen_months() {
        ObjectNode claim = claimed(BLACKLISTED, "0101");
        service.runJob("price-claims");
        ObjectNode challenge = pharmacy.replacing(claim, Claimant.id(claim));
        assertThat(pharmacy.send(challenge)).as("unchanged").isEqualTo("CLAIM_AMEND_PERIOD_ISSUE");
        ArrayNode codes = (ArrayNode) challenge.at("/item/0/detail/0/programCode");
        ((ObjectNode) codes.get(1).at("/coding/0")).put("code", "PC");

        assertThat(pharmacy.sendAt(Instant.parse("2028-01-16T00:00:00Z"), challenge))
                .isEqualTo("CLAIM_AMEND_PERIOD_ISSUE");
        assertThat(pharmacy.sendAt(Instant.parse("2028-01-15T23:59:59Z"), challenge))
                .isEqualTo("200");
        assertThat(service.runJob("price-claims")).contains("\"items_in\":1", "\"items_disallowed\":1");
        assertThat(pharmacy.view(challenge).at("/items/0/returned/answer_by").asString())
                .isEqualTo("2029-07-15");
    }

    /** A claim whose first item is of that product, on a prescription of that type; the second is paid. */
    private ObjectNode claimed(String product, String type) {
        ObjectNode order = pharmacy.order(SampleOrder.Kind.ACUTE, 2);
        List<ObjectNode> requests = MadeOrder.resources(order, "MedicationRequest");
        code(requests.get(0)).put("code", product);
        code(requests.get(1)).put("code", "39732011000001102");
        ObjectNode claim = pharmacy.claim(
                pharmacy.dispensed(new OrderEdits(order).type(type).order(), "0006", List.of("0001", "0001")));
        assertThat(pharmacy.send(claim)).isEqualTo("200");
        return claim;
    }

    private static ObjectNode code(ObjectNode request) {
        return (ObjectNode) request.at("/medicationCodeableConcept/coding/0");
    }

    private String icb() {
        return service.context()
                .getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("SELECT DISTINCT commissioner FROM claim")
                .query(String.class)
                .single();
    }

    private JsonNode read(String path, String persona) {
        return json.readTree(service.get(path, persona).body());
    }
}
