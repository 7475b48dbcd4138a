package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The SQL that reads what was made of a claim. */
@Component
class PricedClaimTable {
    private static final String FIND = """
            SELECT max(run_id) AS run_id, min(outcome) FILTER (WHERE outcome IN ('PRICED', 'REFERRED')) AS outcome,
                   sum(total_p) AS total_p
              FROM priced_claim
             WHERE claim_id = :claim
            HAVING count(*) > 0
            """;

    private static final String BASES = """
            SELECT basis_id, product_code, product_name, bnf_code, preparation_class, document
              FROM pricing_basis
             WHERE basis_id = ANY (:ids)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PricedClaimTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A claim's last run, its outcome, and what all runs together added to the account. */
    record Head(long run, String outcome, BigDecimal totalP) {}

    Optional<Head> find(UUID claim) {
        return jdbc.sql(FIND)
                .param("claim", claim)
                .query((row, number) ->
                        new Head(row.getLong("run_id"), row.getString("outcome"), row.getBigDecimal("total_p")))
                .optional();
    }

    Map<Integer, KeptBasis> bases(Collection<Integer> ids) {
        return jdbc
                .sql(BASES)
                .param("ids", ids.toArray(Integer[]::new))
                .query((row, number) -> new KeptBasis(
                        row.getInt("basis_id"),
                        row.getString("product_code"),
                        row.getString("product_name"),
                        row.getString("bnf_code"),
                        row.getInt("preparation_class"),
                        json.readTree(row.getString("document"))))
                .list()
                .stream()
                .collect(Collectors.toMap(KeptBasis::id, Function.identity()));
    }
}
