package org.pestle.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.testing.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The quote as callers reach it. */
class QuoteOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PATH = "/reimbursement/quote";
    private static final String ITEM = """
            {"pricing_month": "2026-11", "channel": "EPS", "contractor_type": "pharmacy", "item_status": "0001",
             "prescribed_quantity": "84", "supplied_quantity": "84",
             "tariff": {"part": "VIIIA", "category": "A", "edition": "2026-11", "vmp": "90001999999109",
                        "name": "Pestlamol 50mg tablets",
                        "packs": [{"vmpp": "90002999999107", "size": "28", "price_p": 298},
                                  {"vmpp": "90003999999108", "size": "84", "price_p": 870}]},
             "product": {"legal": "POM"}, "endorsements": [{"code": "NDEC"}], "charge_code": "0002"}
            """;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "nobody",
            value = {
                "contractor, 200",
                "pharmacist, 200",
                "commissioner, 200",
                "prescriber, 403",
                "patient, 403",
                "nobody, 401"
            })
    void answers_those_who_may_ask(String persona, int status) {
        assertThat(post(persona, ITEM).statusCode()).isEqualTo(status);
    }

    @Test
    void answers_with_price_and_explanation() {
        JsonNode answer = JSON.readTree(post("contractor", ITEM).body());

        assertThat(answer.get("basic_price_nic_p").longValue()).isEqualTo(870);
        assertThat(answer.get("discount_p").stringValue()).isEqualTo("174");
        assertThat(answer.get("explanation").size()).isGreaterThan(5);
    }

    @Test
    void refuses_with_problem_details() {
        HttpResponse<String> answer = post("contractor", ITEM.replace("\"channel\": \"EPS\",", ""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("code").stringValue()).isEqualTo("MISSING_VALUE");
        assertThat(problem.get("errors").get(0).get("pointer").stringValue()).isEqualTo("/channel");
    }

    @Test
    void says_which_rule_is_missing() {
        HttpResponse<String> answer = post("contractor", ITEM.replace("\"pharmacy\"", "\"appliance\""));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).get("code").stringValue()).isEqualTo("NOT_YET_PRICED");
    }

    private static HttpResponse<String> post(String persona, String body) {
        return Service.running().post(PATH, persona, "application/json", body);
    }
}
