package org.pestle.pricing;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.tariff.RateNotHeldException;
import org.pestle.tariff.Rates;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an item, or the items of one prescription, would pay and why: from JSON to JSON, without keeping anything. */
final class Quote {
    private static final int LARGEST_BODY = 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final PrescriptionPricer pricer = new PrescriptionPricer();
    private final Function<YearMonth, Rates> rates;

    /** Quotes with the rates of each month. */
    Quote(Function<YearMonth, Rates> rates) {
        this.rates = rates;
    }

    /** The priced item, or the list of them, or all that is wrong with the body. */
    Outcome<byte[]> of(byte[] body) {
        if (body.length > LARGEST_BODY) {
            return Outcome.refused(Problem.MESSAGE_TOO_LARGE);
        }
        try {
            return of(JSON.readTree(body));
        } catch (JacksonException notJson) {
            return Outcome.refused(Finding.of(Problem.INVALID_JSON, "The body is not JSON, or has a key twice."));
        }
    }

    private Outcome<byte[]> of(JsonNode node) {
        boolean prescription = node.isArray();
        List<ItemToPrice> items = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < (prescription ? node.size() : 1); i++) {
            JsonNode one = prescription ? node.get(i) : node;
            switch (ItemReader.read(one, prescription ? "/" + i : "")) {
                case Outcome.Done<ItemToPrice>(ItemToPrice item) -> items.add(item);
                case Outcome.Refused<ItemToPrice>(List<Finding> faults) -> findings.addAll(faults);
            }
        }
        if (prescription && node.isEmpty()) {
            return Outcome.refused(Finding.at("", Problem.MISSING_VALUE, "A prescription has at least one item."));
        }
        return findings.isEmpty() ? price(items, prescription) : Outcome.refused(findings);
    }

    private Outcome<byte[]> price(List<ItemToPrice> items, boolean prescription) {
        try {
            ArrayNode prices = JsonNodeFactory.instance.arrayNode();
            List<PricedItem> priced = pricer.price(items, rates);
            for (int i = 0; i < items.size(); i++) {
                Rates ofMonth = rates.apply(items.get(i).pricingMonth());
                prices.add(PricingJson.quote(priced.get(i), WhatIf.of(items.get(i), priced.get(i), ofMonth)));
            }
            return Outcome.done(JSON.writeValueAsBytes(prescription ? prices : prices.get(0)));
        } catch (NotYetPricedException missingRule) {
            return Outcome.refused(
                    Finding.of(Problem.NOT_YET_PRICED, "The rule is missing: " + missingRule.getMessage() + "."));
        } catch (RateNotHeldException missingRate) {
            return Outcome.refused(Finding.of(Problem.RATE_NOT_HELD, "There is " + missingRate.getMessage() + "."));
        }
    }
}
