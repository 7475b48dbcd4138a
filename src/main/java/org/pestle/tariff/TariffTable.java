package org.pestle.tariff;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the tariff. */
@Component
class TariffTable {
    private static final String PART = "VIIIA";

    private static final String ADD_EDITION = """
            WITH edition AS (
                INSERT INTO tariff_edition (part, month, title, lines, digest, loaded_at)
                VALUES (:part, :month, :title, :lines, :digest, :loadedAt)
                ON CONFLICT DO NOTHING
                RETURNING part, month
            )
            INSERT INTO tariff_pack (part, month, vmp, vmpp, name, pack_size, unit, category, price_p, file_row)
            SELECT edition.part, edition.month, line.vmp, line.vmpp, line.name, CAST(line.pack_size AS numeric),
                   line.unit, line.category, CAST(line.price_p AS bigint), CAST(line.file_row AS int)
              FROM edition,
                   unnest(CAST(:vmps AS text[]), CAST(:vmpps AS text[]), CAST(:names AS text[]),
                          CAST(:packSizes AS text[]), CAST(:units AS text[]), CAST(:categories AS text[]),
                          CAST(:prices AS text[]), CAST(:fileRows AS text[]))
                       AS line (vmp, vmpp, name, pack_size, unit, category, price_p, file_row)
            """;

    private static final String FIND_DIGEST = """
            SELECT digest
              FROM tariff_edition
             WHERE part = :part
               AND month = :month
            """;

    private static final String NEWEST = """
            SELECT month, lines
              FROM tariff_edition
             WHERE part = :part
               AND month <= :month
             ORDER BY month DESC
             LIMIT 1
            """;

    private static final String PACKS = """
            SELECT pack.vmp, pack.vmpp, pack.name, pack.pack_size, pack.unit, pack.category, pack.price_p,
                   pack.file_row, product.vmp AS known_vmp, product.bnf_code, product.legal, product.cd_schedule,
                   product.discount_not_deducted, product.contraceptive, product.reconstituted,
                   product.special_container, product.pack_unit_code
              FROM tariff_pack pack
              LEFT JOIN tariff_product product USING (vmp)
             WHERE pack.part = :part
               AND pack.month = :month
             ORDER BY pack.vmp, pack.pack_size, pack.vmpp
            """;

    private static final String RATES = """
            SELECT name, from_month, to_month, value, unit, source
              FROM tariff_rate
            """;

    private static final String UNITS = """
            SELECT code, name
              FROM tariff_unit
            """;

    private static final String IS_EMPTY = """
            SELECT NOT EXISTS (SELECT FROM tariff_edition) AND NOT EXISTS (SELECT FROM tariff_rate)
            """;

    private static final String ADD_RATE = """
            INSERT INTO tariff_rate (name, from_month, to_month, value, unit, source)
            VALUES (:name, :fromMonth, :toMonth, :value, :unit, :source)
            """;

    private static final String ADD_PRODUCT = """
            INSERT INTO tariff_product (vmp, bnf_code, legal, cd_schedule, discount_not_deducted, contraceptive,
                                        reconstituted, special_container, pack_unit_code)
            VALUES (:vmp, :bnfCode, :legal, :cdSchedule, :discountNotDeducted, :contraceptive, :reconstituted,
                    :specialContainer, :packUnitCode)
            """;

    private static final String ADD_UNIT = """
            INSERT INTO tariff_unit (code, name)
            VALUES (:code, :name)
            """;

    private final JdbcClient jdbc;

    TariffTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An edition that is loaded. */
    record Edition(YearMonth month, int lines) {}

    /** A pack with its medicine. */
    record PackRow(DmdCode vmp, String name, TariffCategory category, TariffPack pack, Optional<ProductFacts> facts) {}

    /**
     * Adds a whole edition in one statement.
     *
     * @return false if the month has an edition already; nothing was changed then
     */
    boolean addEdition(YearMonth month, TariffFile file, byte[] digest, Instant loadedAt) {
        List<TariffFile.Line> lines = file.lines();
        return jdbc.sql(ADD_EDITION)
                        .param("part", PART)
                        .param("month", first(month))
                        .param("title", file.title())
                        .param("lines", lines.size())
                        .param("digest", digest)
                        .param("loadedAt", Timestamp.from(loadedAt))
                        .param("vmps", column(lines, line -> line.vmp().value()))
                        .param("vmpps", column(lines, line -> line.pack().vmpp().value()))
                        .param("names", column(lines, TariffFile.Line::name))
                        .param(
                                "packSizes",
                                column(lines, line -> line.pack().size().toPlainString()))
                        .param("units", column(lines, line -> line.pack().unit()))
                        .param(
                                "categories",
                                column(lines, line -> line.category().name()))
                        .param(
                                "prices",
                                column(
                                        lines,
                                        line -> String.valueOf(
                                                line.pack().price().value())))
                        .param(
                                "fileRows",
                                column(lines, line -> String.valueOf(line.pack().fileRow())))
                        .update()
                > 0;
    }

    private static String[] column(List<TariffFile.Line> lines, Function<TariffFile.Line, String> cell) {
        return lines.stream().map(cell).toArray(String[]::new);
    }

    /** Digest of the file that the month's edition was loaded from. */
    Optional<byte[]> digest(YearMonth month) {
        return jdbc.sql(FIND_DIGEST)
                .param("part", PART)
                .param("month", first(month))
                .query((row, number) -> row.getBytes("digest"))
                .optional();
    }

    /** The newest edition that is not after the month. */
    Optional<Edition> newest(YearMonth month) {
        return jdbc.sql(NEWEST)
                .param("part", PART)
                .param("month", first(month))
                .query((row, number) ->
                        new Edition(YearMonth.from(row.getObject("month", LocalDate.class)), row.getInt("lines")))
                .optional();
    }

    /** All packs of an edition, those of one medicine together and the smallest first. */
    List<PackRow> packs(YearMonth edition) {
        return jdbc.sql(PACKS)
                .param("part", PART)
                .param("month", first(edition))
                .query((row, number) -> pack(row))
                .list();
    }

    private static PackRow pack(ResultSet row) throws SQLException {
        return new PackRow(
                new DmdCode(row.getString("vmp")),
                row.getString("name"),
                TariffCategory.valueOf(row.getString("category")),
                new TariffPack(
                        new DmdCode(row.getString("vmpp")),
                        row.getBigDecimal("pack_size"),
                        row.getString("unit"),
                        new Pence(row.getLong("price_p")),
                        row.getInt("file_row")),
                row.getString("known_vmp") == null ? Optional.empty() : Optional.of(facts(row)));
    }

    private static ProductFacts facts(ResultSet row) throws SQLException {
        return new ProductFacts(
                new DmdCode(row.getString("known_vmp")),
                Optional.ofNullable(row.getString("bnf_code")),
                row.getString("legal"),
                row.getInt("cd_schedule"),
                row.getBoolean("discount_not_deducted"),
                row.getBoolean("contraceptive"),
                row.getBoolean("reconstituted"),
                Optional.ofNullable(row.getString("special_container")),
                Optional.ofNullable(row.getString("pack_unit_code")));
    }

    /** Every rate on file, of all months. */
    List<DatedRate> rates() {
        return jdbc.sql(RATES)
                .query((row, number) -> new DatedRate(
                        row.getString("name"),
                        month(row.getObject("from_month", LocalDate.class)),
                        month(row.getObject("to_month", LocalDate.class)),
                        row.getBigDecimal("value"),
                        row.getString("unit"),
                        row.getString("source")))
                .list();
    }

    /** Words for units by their codes. */
    Map<String, String> units() {
        Map<String, String> units = new HashMap<>();
        jdbc.sql(UNITS).query(row -> {
            units.put(row.getString("code"), row.getString("name"));
        });
        return Map.copyOf(units);
    }

    /** Whether neither an edition nor a rate was ever loaded. */
    boolean isEmpty() {
        return jdbc.sql(IS_EMPTY).query((row, number) -> row.getBoolean(1)).single();
    }

    void add(DatedRate rate) {
        jdbc.sql(ADD_RATE)
                .param("name", rate.name())
                .param("fromMonth", date(rate.from()))
                .param("toMonth", date(rate.to()))
                .param("value", rate.value())
                .param("unit", rate.unit())
                .param("source", rate.source())
                .update();
    }

    void add(ProductFacts facts) {
        jdbc.sql(ADD_PRODUCT)
                .param("vmp", facts.vmp().value())
                .param("bnfCode", facts.bnfCode().orElse(null))
                .param("legal", facts.legal())
                .param("cdSchedule", facts.controlledDrugSchedule())
                .param("discountNotDeducted", facts.discountNotDeducted())
                .param("contraceptive", facts.contraceptive())
                .param("reconstituted", facts.reconstituted())
                .param("specialContainer", facts.specialContainer().orElse(null))
                .param("packUnitCode", facts.packUnitCode().orElse(null))
                .update();
    }

    void add(ReferenceFiles.Unit unit) {
        jdbc.sql(ADD_UNIT).param("code", unit.code()).param("name", unit.name()).update();
    }

    private static @Nullable Date date(@Nullable YearMonth month) {
        return month == null ? null : Date.valueOf(month.atDay(1));
    }

    private static LocalDate first(YearMonth month) {
        return month.atDay(1);
    }

    private static @Nullable YearMonth month(@Nullable LocalDate first) {
        return first == null ? null : YearMonth.from(first);
    }
}
