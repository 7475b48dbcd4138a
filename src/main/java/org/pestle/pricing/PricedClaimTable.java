package org.pestle.pricing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The SQL that reads priced claims. */
@Component
class PricedClaimTable {
    private static final String FIND = """
            SELECT claim.run_id, claim.outcome AS claim_outcome, claim.total_p, item.line_item_id, item.product_code,
                   item.product_name, item.bnf_code, item.preparation_class, item.reason, item.sentence, item.input,
                   item.result, item.explanation
              FROM priced_claim AS claim
              JOIN priced_item AS item USING (claim_id)
             WHERE claim.claim_id = :claim
             ORDER BY item.sequence, item.line_item_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PricedClaimTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<PricedClaims.Price> find(UUID claim) {
        List<ObjectNode> items = new ArrayList<>();
        List<PricedClaims.Price> heads = new ArrayList<>();
        jdbc.sql(FIND).param("claim", claim).query(row -> {
            items.add(item(row));
            if (heads.isEmpty()) {
                heads.add(new PricedClaims.Price(
                        row.getLong("run_id"),
                        row.getString("claim_outcome"),
                        Steps.plain(row.getBigDecimal("total_p")),
                        List.of()));
            }
        });
        return heads.stream()
                .findFirst()
                .map(head -> new PricedClaims.Price(head.run(), head.outcome(), head.totalP(), items));
    }

    private ObjectNode item(ResultSet row) throws SQLException {
        ObjectNode item = json.createObjectNode();
        item.put("line_item_id", row.getString("line_item_id"));
        item.put("product_code", row.getString("product_code"));
        item.put("product_name", row.getString("product_name"));
        item.put("bnf_code", row.getString("bnf_code"));
        item.put("preparation_class", row.getInt("preparation_class"));
        item.set("input", json.readTree(row.getString("input")));
        item.setAll((ObjectNode) json.readTree(row.getString("result")));
        item.put("reason", row.getString("reason"));
        item.put("sentence", row.getString("sentence"));
        item.set("explanation", json.readTree(row.getString("explanation")));
        return item;
    }
}
