package org.pestle.tariff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pestle.values.DmdCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of what is known of products: by hand, else by dm+d and its mapping to the BNF. */
@Component
class FactsTable {
    /** Contraceptives: BNF 7.3. Liquids made up from powder: 5.1, 5.2 and 5.3 but not 5.3.1 (reimbursement.md 2.6). */
    private static final String FACTS = """
            SELECT wanted.code, coalesce(product.bnf_code, bnf.bnf_code) AS bnf_code,
                   coalesce(product.legal, dmd.legal, 'none') AS legal,
                   coalesce(product.cd_schedule, dmd.cd_schedule, 0) AS cd_schedule,
                   coalesce(product.discount_not_deducted, dmd.discount_not_deducted, false) AS discount_not_deducted,
                   coalesce(product.contraceptive, bnf.bnf_code LIKE '0703%', false) AS contraceptive,
                   coalesce(product.reconstituted,
                            dmd.made_up_from_powder AND bnf.bnf_code ~ '^050[123]' AND bnf.bnf_code !~ '^050301',
                            false) AS reconstituted,
                   CASE WHEN product.vmp IS NULL THEN dmd.special_container ELSE product.special_container END
                       AS special_container,
                   product.pack_unit_code, coalesce(dmd.fees, 1) AS fees, coalesce(dmd.charges, 1) AS charges,
                   coalesce(dmd.no_discount_if_endorsed, false) AS no_discount_if_endorsed,
                   coalesce(dmd.disallowed, '{}') AS disallowed
              FROM unnest(CAST(:codes AS text[])) AS wanted (code)
              LEFT JOIN tariff_product product ON product.vmp = wanted.code
              LEFT JOIN tariff_dmd_facts dmd
                     ON dmd.released_on = CAST(:release AS date) AND dmd.code = wanted.code
              LEFT JOIN tariff_bnf bnf ON bnf.released_on = CAST(:mapping AS date) AND bnf.code = wanted.code
             WHERE product.vmp IS NOT NULL OR dmd.code IS NOT NULL OR bnf.code IS NOT NULL
            """;

    private final JdbcClient jdbc;

    FactsTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is known of each product; one of which nothing is known is missing.
     *
     * @param release dm+d release in force, if there is one
     * @param mapping release whose mapping to the BNF is in force, if there is one
     */
    Map<DmdCode, ProductFacts> facts(
            Optional<LocalDate> release, Optional<LocalDate> mapping, Collection<DmdCode> codes) {
        Map<DmdCode, ProductFacts> facts = new HashMap<>();
        jdbc.sql(FACTS)
                .param("release", release.orElse(null))
                .param("mapping", mapping.orElse(null))
                .param("codes", codes.stream().map(DmdCode::value).toArray(String[]::new))
                .query(row -> {
                    ProductFacts known = facts(row);
                    facts.put(known.code(), known);
                });
        return facts;
    }

    private static ProductFacts facts(ResultSet row) throws SQLException {
        return new ProductFacts(
                new DmdCode(row.getString("code")),
                Optional.ofNullable(row.getString("bnf_code")),
                row.getString("legal"),
                row.getInt("cd_schedule"),
                row.getBoolean("discount_not_deducted"),
                row.getBoolean("contraceptive"),
                row.getBoolean("reconstituted"),
                Optional.ofNullable(row.getString("special_container")),
                Optional.ofNullable(row.getString("pack_unit_code")),
                row.getInt("fees"),
                row.getInt("charges"),
                row.getBoolean("no_discount_if_endorsed"),
                disallowed(row));
    }

    private static List<DisallowedReason> disallowed(ResultSet row) throws SQLException {
        String[] reasons = (String[]) row.getArray("disallowed").getArray();
        return Arrays.stream(reasons).map(DisallowedReason::valueOf).toList();
    }
}
