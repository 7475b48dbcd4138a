package org.pestle.tariff;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of reading what an edition lists. */
@Component
class TariffTable {
    private static final String PACKS = """
            SELECT vmp, vmpp, name, pack_size, unit, category, price_p, file_row, special_container, further_size,
                   further_price_p
              FROM tariff_pack
             WHERE part = :part
               AND month = :month
             ORDER BY vmp, pack_size, vmpp, file_row
            """;

    private static final String APPLIANCES = """
            SELECT part, name, pack_size, unit, price_p, file_row, ampp, bnf_code
              FROM tariff_appliance
             WHERE month = :month
               AND amp = :amp
             ORDER BY pack_size, price_p, file_row
            """;

    private static final String GENERIC_APPLIANCES = """
            SELECT part, name, pack_size, unit, price_p, file_row, ampp, bnf_code
              FROM tariff_appliance
             WHERE month = :month
               AND generic = :generic
               AND amp IS NULL
             ORDER BY pack_size, price_p, file_row
            """;

    private final JdbcClient jdbc;

    TariffTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A pack with its medicine. */
    record PackRow(
            DmdCode vmp, String name, Optional<TariffCategory> category, boolean specialContainer, TariffPack pack) {}

    /** A pack of an appliance with the part that lists it. */
    record ApplianceRow(String part, String name, String bnfCode, TariffPack pack) {}

    /** All packs of an edition of Part VIII, those of one medicine together and the smallest first. */
    List<PackRow> packs(EditionTable.Edition edition) {
        return jdbc.sql(PACKS)
                .param("part", edition.part().name())
                .param("month", edition.month().atDay(1))
                .query((row, number) -> pack(row))
                .list();
    }

    private static PackRow pack(ResultSet row) throws SQLException {
        return new PackRow(
                new DmdCode(row.getString("vmp")),
                row.getString("name"),
                Optional.ofNullable(row.getString("category")).map(TariffCategory::valueOf),
                row.getBoolean("special_container"),
                listed(row));
    }

    private static TariffPack listed(ResultSet row) throws SQLException {
        TariffPack pack = TariffPack.of(
                new DmdCode(row.getString("vmpp")),
                row.getBigDecimal("pack_size"),
                row.getString("unit"),
                new Pence(row.getLong("price_p")),
                row.getInt("file_row"));
        BigDecimal further = row.getBigDecimal("further_size");
        return further == null
                ? pack
                : pack.withFurtherUnit(new TariffPack.FurtherUnit(further, new Pence(row.getLong("further_price_p"))));
    }

    /** The packs of an appliance or reagent in an edition of Part IX, the smallest first. */
    List<ApplianceRow> appliances(EditionTable.Edition edition, DmdCode amp) {
        return jdbc.sql(APPLIANCES)
                .param("month", edition.month().atDay(1))
                .param("amp", amp.value())
                .query((row, number) -> appliance(row))
                .list();
    }

    /** The packs of an appliance that is listed by its generic name alone, the smallest first. */
    List<ApplianceRow> genericAppliances(EditionTable.Edition edition, String generic) {
        return jdbc.sql(GENERIC_APPLIANCES)
                .param("month", edition.month().atDay(1))
                .param("generic", generic)
                .query((row, number) -> appliance(row))
                .list();
    }

    private static ApplianceRow appliance(ResultSet row) throws SQLException {
        return new ApplianceRow(
                row.getString("part"),
                row.getString("name"),
                row.getString("bnf_code"),
                new TariffPack(
                        Optional.ofNullable(row.getString("ampp")).map(DmdCode::new),
                        row.getBigDecimal("pack_size"),
                        row.getString("unit"),
                        new Pence(row.getLong("price_p")),
                        row.getInt("file_row"),
                        Optional.empty(),
                        Optional.empty()));
    }
}
