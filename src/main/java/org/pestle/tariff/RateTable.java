package org.pestle.tariff;

import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of dated rates, units, and what is put down of products by hand. */
@Component
class RateTable {
    private static final String RATES = """
            SELECT name, from_month, to_month, value, unit, source
              FROM tariff_rate
            """;

    /**
     * Words put down by hand count before those of the newest dm+d release; a code that it has replaced has the word of
     * the one that replaced it.
     */
    private static final String UNITS = """
            WITH known AS MATERIALIZED (
                     SELECT code, name
                       FROM tariff_unit
                     UNION ALL
                     SELECT code, description
                       FROM tariff_dmd_term
                      WHERE list = 'UNIT_OF_MEASURE'
                        AND released_on = (SELECT max(released_on) FROM tariff_dmd_release)
                        AND code NOT IN (SELECT code FROM tariff_unit))
            SELECT code, name
              FROM known
            UNION ALL
            SELECT history.previous, known.name
              FROM tariff_dmd_history history
              JOIN known ON known.code = history.code
             WHERE history.list = 'UNIT_OF_MEASURE'
               AND history.released_on = (SELECT max(released_on) FROM tariff_dmd_release)
               AND history.previous NOT IN (SELECT code FROM known)
            """;

    private static final String WAIT_FOR_OTHERS =
            "SELECT pg_advisory_xact_lock(hashtextextended('pestle.reference-tariff', 0))";

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

    private static final String END_RATE = """
            UPDATE tariff_rate
               SET to_month = :toMonth
             WHERE name = :name
               AND from_month IS NOT DISTINCT FROM CAST(:fromMonth AS date)
            """;

    private static final String EXEMPTIONS = """
            SELECT code, from_month, to_month, last_supply, charged, meaning, source
              FROM tariff_exemption
            """;

    private static final String ADD_EXEMPTION = """
            INSERT INTO tariff_exemption (code, from_month, to_month, last_supply, charged, meaning, source)
            VALUES (:code, :fromMonth, :toMonth, CAST(:lastSupply AS date), :charged, :meaning, :source)
            """;

    private static final String END_EXEMPTION = """
            UPDATE tariff_exemption
               SET to_month = :toMonth, last_supply = CAST(:lastSupply AS date)
             WHERE code = :code
               AND from_month IS NOT DISTINCT FROM CAST(:fromMonth AS date)
            """;

    private static final String DISALLOWED = """
            SELECT product, reason, name, from_month, to_month, source
              FROM tariff_disallowed
            """;

    private static final String ADD_DISALLOWED = """
            INSERT INTO tariff_disallowed (product, reason, name, from_month, to_month, source)
            VALUES (:product, :reason, :name, :fromMonth, :toMonth, :source)
            """;

    private static final String END_DISALLOWED = """
            UPDATE tariff_disallowed
               SET to_month = :toMonth
             WHERE product = :product
               AND reason = :reason
               AND from_month IS NOT DISTINCT FROM CAST(:fromMonth AS date)
            """;

    private final JdbcClient jdbc;

    RateTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
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

    /** Waits until no other process loads the reference tariff, and keeps others waiting; ends with the transaction. */
    void waitForOtherLoads() {
        jdbc.sql(WAIT_FOR_OTHERS).query((row, number) -> true).single();
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

    /** Gives a value on file its last month. */
    void end(DatedRate rate) {
        jdbc.sql(END_RATE)
                .param("name", rate.name())
                .param("fromMonth", date(rate.from()))
                .param("toMonth", date(rate.to()))
                .update();
    }

    /** Every exemption code on file, of all months. */
    List<Exemption> exemptions() {
        return jdbc.sql(EXEMPTIONS)
                .query((row, number) -> new Exemption(
                        row.getString("code"),
                        month(row.getObject("from_month", LocalDate.class)),
                        month(row.getObject("to_month", LocalDate.class)),
                        row.getObject("last_supply", LocalDate.class),
                        row.getBoolean("charged"),
                        row.getString("meaning"),
                        row.getString("source")))
                .list();
    }

    void add(Exemption exemption) {
        jdbc.sql(ADD_EXEMPTION)
                .param("code", exemption.code())
                .param("fromMonth", date(exemption.from()))
                .param("toMonth", date(exemption.to()))
                .param("lastSupply", exemption.lastSupply())
                .param("charged", exemption.charged())
                .param("meaning", exemption.meaning())
                .param("source", exemption.source())
                .update();
    }

    /** Gives a code on file its last month, and its last day of supply if it has ended for good. */
    void end(Exemption exemption) {
        jdbc.sql(END_EXEMPTION)
                .param("code", exemption.code())
                .param("fromMonth", date(exemption.from()))
                .param("toMonth", date(exemption.to()))
                .param("lastSupply", exemption.lastSupply())
                .update();
    }

    /** Every product on file that the NHS does not pay for, of all months. */
    List<Disallowed> disallowed() {
        return jdbc.sql(DISALLOWED)
                .query((row, number) -> new Disallowed(
                        row.getString("product"),
                        DisallowedReason.valueOf(row.getString("reason")),
                        row.getString("name"),
                        month(row.getObject("from_month", LocalDate.class)),
                        month(row.getObject("to_month", LocalDate.class)),
                        row.getString("source")))
                .list();
    }

    void add(Disallowed disallowed) {
        jdbc.sql(ADD_DISALLOWED)
                .param("product", disallowed.product())
                .param("reason", disallowed.reason().name())
                .param("name", disallowed.name())
                .param("fromMonth", date(disallowed.from()))
                .param("toMonth", date(disallowed.to()))
                .param("source", disallowed.source())
                .update();
    }

    /** Gives an entry on file its last month. */
    void end(Disallowed disallowed) {
        jdbc.sql(END_DISALLOWED)
                .param("product", disallowed.product())
                .param("reason", disallowed.reason().name())
                .param("fromMonth", date(disallowed.from()))
                .param("toMonth", date(disallowed.to()))
                .update();
    }

    void add(ProductFacts facts) {
        jdbc.sql(ADD_PRODUCT)
                .param("vmp", facts.code().value())
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

    private static @Nullable YearMonth month(@Nullable LocalDate first) {
        return first == null ? null : YearMonth.from(first);
    }
}
