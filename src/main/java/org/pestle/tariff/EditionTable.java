package org.pestle.tariff;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of loading editions of the Drug Tariff. An edition and its lines are added by one transaction. */
@Component
class EditionTable {
    private static final String ADD_EDITION = """
            INSERT INTO tariff_edition (part, month, title, lines, digest, loaded_at)
            VALUES (:part, :month, :title, :lines, :digest, :loadedAt)
            ON CONFLICT DO NOTHING
            """;

    private static final String ADD_PACKS = """
            INSERT INTO tariff_pack (part, month, vmp, vmpp, name, pack_size, unit, category, price_p, file_row,
                                     formulations, special_container, further_size, further_price_p)
            SELECT :part, :month, line.vmp, line.vmpp, line.name, CAST(line.pack_size AS numeric), line.unit,
                   line.category, CAST(line.price_p AS bigint), CAST(line.file_row AS int), line.formulations,
                   CAST(line.special_container AS boolean), CAST(line.further_size AS numeric),
                   CAST(line.further_price_p AS bigint)
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
                          CAST(:c4 AS text[]), CAST(:c5 AS text[]), CAST(:c6 AS text[]), CAST(:c7 AS text[]),
                          CAST(:c8 AS text[]), CAST(:c9 AS text[]), CAST(:c10 AS text[]), CAST(:c11 AS text[]))
                       AS line (vmp, vmpp, name, pack_size, unit, category, price_p, file_row,
                                formulations, special_container, further_size, further_price_p)
            """;

    private static final String ADD_APPLIANCES = """
            INSERT INTO tariff_appliance (month, file_row, part, generic, name, supplier, pack_size, unit, price_p,
                                          colour, size, product_order, pack_order, indicator, amp, ampp, gtin,
                                          bnf_code)
            SELECT :month, CAST(line.file_row AS int), line.part, line.generic, line.name, line.supplier,
                   CAST(line.pack_size AS numeric), line.unit, CAST(line.price_p AS bigint), line.colour, line.size,
                   line.product_order, line.pack_order, line.indicator, line.amp, line.ampp, line.gtin,
                   line.bnf_code
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
                          CAST(:c4 AS text[]), CAST(:c5 AS text[]), CAST(:c6 AS text[]), CAST(:c7 AS text[]),
                          CAST(:c8 AS text[]), CAST(:c9 AS text[]), CAST(:c10 AS text[]), CAST(:c11 AS text[]),
                          CAST(:c12 AS text[]), CAST(:c13 AS text[]), CAST(:c14 AS text[]), CAST(:c15 AS text[]),
                          CAST(:c16 AS text[]))
                       AS line (file_row, part, generic, name, supplier, pack_size, unit, price_p, colour, size,
                                product_order, pack_order, indicator, amp, ampp, gtin, bnf_code)
            """;

    private static final String FIND_DIGEST = """
            SELECT digest
              FROM tariff_edition
             WHERE part = :part
               AND month = :month
            """;

    private static final String FIND_MONTH = """
            SELECT month
              FROM tariff_edition
             WHERE part = :part
               AND digest = :digest
            """;

    private static final String NEWEST = """
            SELECT month, lines
              FROM tariff_edition
             WHERE part = :part
               AND month <= :month
             ORDER BY month DESC
             LIMIT 1
            """;

    private final JdbcClient jdbc;

    EditionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An edition.
     *
     * @param month for which it was published
     * @param lines priced lines in it
     */
    record Edition(TariffPart part, YearMonth month, int lines) {}

    /**
     * Adds an edition, yet without its lines.
     *
     * @return false if the month has an edition already; nothing was changed then
     */
    boolean add(Edition edition, String title, byte[] digest, Instant loadedAt) {
        return jdbc.sql(ADD_EDITION)
                        .param("part", edition.part().name())
                        .param("month", edition.month().atDay(1))
                        .param("title", title)
                        .param("lines", edition.lines())
                        .param("digest", digest)
                        .param("loadedAt", Timestamp.from(loadedAt))
                        .update()
                > 0;
    }

    /** Adds the lines of an edition of Part VIII; answers how many. */
    long addPacks(TariffPart part, YearMonth month, List<TariffFile.Line> lines, Progress progress) {
        BulkInsert packs =
                new BulkInsert(jdbc.sql(ADD_PACKS).param("part", part.name()).param("month", month.atDay(1)), progress);
        for (TariffFile.Line line : lines) {
            TariffPack pack = line.pack();
            packs.add(
                    line.vmp().value(),
                    pack.vmpp().orElseThrow().value(),
                    line.name(),
                    pack.size().toPlainString(),
                    pack.unit(),
                    line.category().map(TariffCategory::name).orElse(null),
                    String.valueOf(pack.price().value()),
                    String.valueOf(pack.fileRow()),
                    line.formulations(),
                    String.valueOf(line.specialContainer()),
                    pack.furtherUnit()
                            .map(TariffPack.FurtherUnit::size)
                            .map(BigDecimal::toPlainString)
                            .orElse(null),
                    pack.furtherUnit()
                            .map(further -> String.valueOf(further.price().value()))
                            .orElse(null));
        }
        return packs.finish();
    }

    /** Adds the lines of an edition of Part IX; answers how many. */
    long addAppliances(YearMonth month, List<ApplianceFile.Line> lines, Progress progress) {
        BulkInsert appliances = new BulkInsert(jdbc.sql(ADD_APPLIANCES).param("month", month.atDay(1)), progress);
        for (ApplianceFile.Line line : lines) {
            appliances.add(
                    String.valueOf(line.fileRow()),
                    line.part(),
                    line.generic(),
                    line.name(),
                    line.supplier(),
                    line.size().toPlainString(),
                    line.unit(),
                    String.valueOf(line.price().value()),
                    line.variant().colour(),
                    line.variant().size(),
                    line.variant().productOrder(),
                    line.variant().packOrder(),
                    line.indicator(),
                    line.amp().map(code -> code.value()).orElse(null),
                    line.ampp().map(code -> code.value()).orElse(null),
                    line.gtin().isEmpty() ? null : line.gtin(),
                    line.bnfCode());
        }
        return appliances.finish();
    }

    /** Digest of the file that the month's edition was loaded from. */
    Optional<byte[]> digest(TariffPart part, YearMonth month) {
        return jdbc.sql(FIND_DIGEST)
                .param("part", part.name())
                .param("month", month.atDay(1))
                .query((row, number) -> row.getBytes("digest"))
                .optional();
    }

    /** The month whose edition was loaded from a file of that digest. */
    Optional<YearMonth> monthOf(TariffPart part, byte[] digest) {
        return jdbc
                .sql(FIND_MONTH)
                .param("part", part.name())
                .param("digest", digest)
                .query((row, number) -> YearMonth.from(row.getObject("month", LocalDate.class)))
                .stream()
                .findFirst();
    }

    /** The newest edition that is not after the month. */
    Optional<Edition> newest(TariffPart part, YearMonth month) {
        return jdbc.sql(NEWEST)
                .param("part", part.name())
                .param("month", month.atDay(1))
                .query((row, number) ->
                        new Edition(part, YearMonth.from(row.getObject("month", LocalDate.class)), row.getInt("lines")))
                .optional();
    }
}
