package org.pestle.tariff;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of suppliers' list prices in dm+d, and of codes that were replaced. */
@Component
class BrandTable {
    /** Priced packs of a brand, or of a generic product; discontinued ones count too, they may still be in stock. */
    private static final String PRICED = """
            SELECT amp.apid, amp.name, ampp.appid, vmpp.quantity, unit.description AS unit, ampp.price_p,
                   NOT EXISTS (SELECT
                                 FROM tariff_dmd_facts facts
                                WHERE facts.released_on = amp.released_on
                                  AND facts.code = amp.apid
                                  AND facts.disallowed && ARRAY['INVALID_TO_PRESCRIBE', 'BLACKLISTED']) AS allowed
              FROM tariff_dmd_amp amp
              JOIN tariff_dmd_ampp ampp ON ampp.released_on = amp.released_on AND ampp.apid = amp.apid
              JOIN tariff_dmd_vmpp vmpp ON vmpp.released_on = amp.released_on AND vmpp.vppid = ampp.vppid
              JOIN tariff_dmd_term unit
                ON unit.released_on = amp.released_on AND unit.list = 'UNIT_OF_MEASURE' AND unit.code = vmpp.unit
             WHERE amp.released_on = :release
               AND (amp.apid = :code OR amp.vpid = :code)
               AND ampp.price_p > 0
               AND ampp.price_basis <> '0002'
             ORDER BY amp.apid, vmpp.quantity, ampp.price_p, ampp.appid
            """;

    private static final String REPLACEMENT = """
            SELECT code
              FROM tariff_dmd_history
             WHERE released_on = :release
               AND previous = :code
               AND code <> previous
             ORDER BY from_day DESC NULLS LAST, line DESC
             LIMIT 1
            """;

    private static final String NAME_OF_GENERIC = """
            SELECT name
              FROM tariff_dmd_vmp
             WHERE released_on = :release
               AND vpid = :code
            """;

    private static final String PACK_SIZE = """
            SELECT vmpp.quantity
              FROM tariff_dmd_vmpp vmpp
             WHERE vmpp.released_on = :release
               AND vmpp.vppid = :code
             UNION ALL
            SELECT vmpp.quantity
              FROM tariff_dmd_ampp ampp
              JOIN tariff_dmd_vmpp vmpp ON vmpp.released_on = ampp.released_on AND vmpp.vppid = ampp.vppid
             WHERE ampp.released_on = :release
               AND ampp.appid = :code
             LIMIT 1
            """;

    private final JdbcClient jdbc;

    BrandTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A pack with its brand.
     *
     * @param isAllowed false if dm+d says that the NHS pays for the brand to nobody
     */
    record Row(DmdCode amp, String name, boolean isAllowed, TariffPack pack) {}

    /** The priced packs of a brand, or of all brands of a generic product, the smallest of each first. */
    List<Row> priced(LocalDate release, DmdCode code) {
        return jdbc.sql(PRICED)
                .param("release", release)
                .param("code", code.value())
                .query((row, number) -> new Row(
                        new DmdCode(row.getString("apid")),
                        row.getString("name"),
                        row.getBoolean("allowed"),
                        TariffPack.of(
                                new DmdCode(row.getString("appid")),
                                row.getBigDecimal("quantity").stripTrailingZeros(),
                                row.getString("unit"),
                                new Pence(row.getLong("price_p")),
                                0)))
                .list();
    }

    /** The code that has replaced this one. */
    Optional<DmdCode> replacement(LocalDate release, DmdCode code) {
        return jdbc.sql(REPLACEMENT)
                .param("release", release)
                .param("code", code.value())
                .query(String.class)
                .optional()
                .map(DmdCode::new);
    }

    /** How much is in a pack, generic or of a brand; empty if the code is of no pack. */
    Optional<BigDecimal> packSize(LocalDate release, DmdCode pack) {
        return jdbc.sql(PACK_SIZE)
                .param("release", release)
                .param("code", pack.value())
                .query(BigDecimal.class)
                .optional()
                .map(BigDecimal::stripTrailingZeros);
    }

    /** The name of a generic product. */
    Optional<String> nameOfGeneric(LocalDate release, DmdCode vmp) {
        return jdbc.sql(NAME_OF_GENERIC)
                .param("release", release)
                .param("code", vmp.value())
                .query(String.class)
                .optional();
    }
}
