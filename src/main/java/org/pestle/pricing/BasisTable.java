package org.pestle.pricing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.values.DmdCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The SQL of what was looked up for prices. */
@Component
class BasisTable {
    private static final String KEEP = """
            INSERT INTO pricing_basis (digest, month, product_code, product_name, bnf_code, preparation_class, edition,
                                       unit, document)
            SELECT decode(digest, 'hex'), CAST(month AS date), product_code, product_name, bnf_code, preparation_class,
                   edition, unit, CAST(document AS json)
              FROM unnest(:digests, :months, :codes, :names, :bnfCodes, :classes, :editions, :units, :documents)
                   AS t (digest, month, product_code, product_name, bnf_code, preparation_class, edition, unit,
                         document)
             ORDER BY digest
            ON CONFLICT (digest) DO NOTHING
            """;

    private static final String IDS = """
            SELECT basis_id, encode(digest, 'hex') AS digest
              FROM pricing_basis
             WHERE digest = ANY (:digests)
            """;

    private static final String OF_MONTH = """
            SELECT basis_id, encode(digest, 'hex') AS digest, month, product_code, product_name, unit,
                   document ->> 'stated_pack' AS stated_pack,
                   document ->> 'ordered_unit' AS ordered_unit,
                   encode(replaced_by, 'hex') AS replaced_by
              FROM pricing_basis
              LEFT JOIN pricing_basis_replaced USING (basis_id)
             WHERE month = :month
             ORDER BY basis_id
            """;

    private static final String REPLACED = """
            INSERT INTO pricing_basis_replaced (basis_id, run_id, replaced_by)
            SELECT basis_id, :run, decode(replaced_by, 'hex')
              FROM unnest(:ids, :digests) AS t (basis_id, replaced_by)
            ON CONFLICT (basis_id) DO UPDATE SET run_id = excluded.run_id, replaced_by = excluded.replaced_by
            """;

    private static final String HOLDS_AGAIN = """
            DELETE FROM pricing_basis_replaced
             WHERE basis_id = ANY (:ids)
            """;

    private final JdbcClient jdbc;

    BasisTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One that is kept.
     *
     * @param replacedBy digest of what the tariff said instead when its items were last compared with it, or null while
     *     it holds
     */
    record Kept(
            int id,
            String digest,
            Basis.Asked asked,
            @Nullable String replacedBy) {}

    /**
     * What the tariff says instead of one that is kept.
     *
     * @param id of the one that no longer holds
     * @param by digest of what is said now
     */
    record Replaced(int id, String by) {}

    /** Keeps those that are not kept yet; answers the number of each, by its digest. */
    Map<String, Integer> keep(Collection<Basis> bases) {
        List<Basis> rows = List.copyOf(bases);
        jdbc.sql(KEEP)
                .param("digests", array("text", rows, Basis::digest))
                .param("months", array("text", rows, basis -> basis.asked().month() + "-01"))
                .param(
                        "codes",
                        array("text", rows, basis -> basis.asked().code().value()))
                .param("names", array("text", rows, basis -> basis.asked().name()))
                .param("bnfCodes", array("text", rows, basis -> basis.classed().bnfCode()))
                .param("classes", array("int2", rows, basis ->
                        (short) basis.classed().preparationClass()))
                .param("editions", array("text", rows, basis -> edition(basis)))
                .param("units", array("text", rows, basis -> basis.asked().unit()))
                .param("documents", array("text", rows, Basis::document))
                .update();
        Map<String, Integer> ids = new HashMap<>();
        byte[][] digests = rows.stream()
                .map(basis -> HexFormat.of().parseHex(basis.digest()))
                .toArray(byte[][]::new);
        jdbc.sql(IDS)
                .param("digests", new SqlArrayValue("bytea", (Object[]) digests))
                .query(row -> {
                    ids.put(row.getString("digest"), row.getInt("basis_id"));
                });
        return ids;
    }

    /** Those from which items of a month were priced. */
    List<Kept> ofMonth(YearMonth month) {
        return jdbc.sql(OF_MONTH)
                .param("month", month.atDay(1))
                .query((row, number) -> kept(row))
                .list();
    }

    void replaced(List<Replaced> replaced, long run) {
        jdbc.sql(REPLACED)
                .param("run", run)
                .param("ids", replaced.stream().map(Replaced::id).toArray(Integer[]::new))
                .param("digests", replaced.stream().map(Replaced::by).toArray(String[]::new))
                .update();
    }

    void holdsAgain(Collection<Integer> ids) {
        jdbc.sql(HOLDS_AGAIN).param("ids", ids.toArray(Integer[]::new)).update();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getInt("basis_id"),
                row.getString("digest"),
                new Basis.Asked(
                        new DmdCode(row.getString("product_code")),
                        row.getString("product_name"),
                        row.getString("unit"),
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        Optional.ofNullable(row.getString("stated_pack"))
                                .map(DmdCode::new)
                                .orElse(null),
                        row.getString("ordered_unit")),
                row.getString("replaced_by"));
    }

    private static @Nullable String edition(Basis basis) {
        YearMonth edition = basis.line().edition();
        return edition == null ? null : edition.toString();
    }

    private static SqlArrayValue array(
            String type, List<Basis> rows, Function<Basis, ? extends @Nullable Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
