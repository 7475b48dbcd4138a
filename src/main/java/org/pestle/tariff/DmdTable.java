package org.pestle.tariff;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of loading dm+d releases: the release as a whole, its balance, and what is brought together from it. */
@Component
class DmdTable {
    private static final String NO_TIME_LIMIT = "SELECT set_config('statement_timeout', '0', true)";

    private static final String FIND_DIGEST = """
            SELECT digest
              FROM tariff_dmd_release
             WHERE released_on = :release
            """;

    private static final String ADD_RELEASE = """
            INSERT INTO tariff_dmd_release (released_on, digest, rows, loaded_at)
            VALUES (:release, :digest, :rows, :loadedAt)
            """;

    /** The newest release of that month or an earlier one, and the newest that came with a mapping. */
    private static final String IN_FORCE = """
            SELECT max(released_on)
              FROM tariff_dmd_release
             WHERE released_on < :nextMonth
            """;

    private static final String MAPPING_IN_FORCE = """
            SELECT max(released_on)
              FROM tariff_bnf
             WHERE released_on < :nextMonth
            """;

    /** Rows that name another which the release does not have. */
    private static final String LOOSE_ENDS = """
            SELECT 'VMPP' AS element, line, 'VPID' AS field
              FROM tariff_dmd_vmpp
             WHERE released_on = :release
               AND vpid NOT IN (SELECT vpid FROM tariff_dmd_vmp WHERE released_on = :release)
            UNION ALL
            SELECT 'AMP', line, 'VPID'
              FROM tariff_dmd_amp
             WHERE released_on = :release
               AND vpid NOT IN (SELECT vpid FROM tariff_dmd_vmp WHERE released_on = :release)
            UNION ALL
            SELECT 'AMPP', line, 'VPPID'
              FROM tariff_dmd_ampp
             WHERE released_on = :release
               AND vppid NOT IN (SELECT vppid FROM tariff_dmd_vmpp WHERE released_on = :release)
            UNION ALL
            SELECT 'AMPP', line, 'APID'
              FROM tariff_dmd_ampp
             WHERE released_on = :release
               AND apid NOT IN (SELECT apid FROM tariff_dmd_amp WHERE released_on = :release)
            UNION ALL
            SELECT 'VMPP', line, 'QTY_UOMCD'
              FROM tariff_dmd_vmpp
             WHERE released_on = :release
               AND unit NOT IN (SELECT code FROM tariff_dmd_term
                                 WHERE released_on = :release AND list = 'UNIT_OF_MEASURE')
            UNION ALL
            SELECT 'AMP', line, 'SUPPCD'
              FROM tariff_dmd_amp
             WHERE released_on = :release
               AND supplier NOT IN (SELECT code FROM tariff_dmd_term
                                     WHERE released_on = :release AND list = 'SUPPLIER')
             LIMIT 100
            """;

    /**
     * What the packs of a product say, for each generic product and each brand (reimbursement.md 7.1). A list of what
     * is not paid holds a product if it holds all of its packs; a formulary, if it holds one of them.
     */
    private static final String BRING_FACTS_TOGETHER = """
            INSERT INTO tariff_dmd_facts (released_on, code, legal, cd_schedule, discount_not_deducted,
                                          made_up_from_powder, special_container, fees, charges,
                                          no_discount_if_endorsed, disallowed)
            SELECT :release, product.code,
                   CASE max(ampp.legal) FILTER (WHERE ampp.legal <> '0004')
                       WHEN '0003' THEN 'POM' WHEN '0002' THEN 'P' WHEN '0001' THEN 'GSL' ELSE 'none' END,
                   max(CASE vmp.control
                       WHEN '0001' THEN 1 WHEN '0002' THEN 2 WHEN '0003' THEN 2 WHEN '0004' THEN 3 WHEN '0005' THEN 3
                       WHEN '0006' THEN 3 WHEN '0007' THEN 3 WHEN '0008' THEN 4 WHEN '0009' THEN 4
                       WHEN '0010' THEN 5 ELSE 0 END),
                   coalesce(bool_or(ampp.discount_not_deducted = '0001'), false),
                   coalesce(bool_or(form.description ~* '^(powder|granules) for oral'), false),
                   CASE WHEN count(ampp.special_container) = count(*) THEN max(ampp.special_container) END,
                   greatest(coalesce(max(ampp.fees), 1), 1),
                   coalesce(max(ampp.charges), 1),
                   coalesce(bool_or(ampp.discount_not_deducted = '0002'), false),
                   array_remove(ARRAY[
                       CASE WHEN max(vmp.status) = '0002' THEN 'INVALID_TO_PRESCRIBE' END,
                       CASE WHEN bool_and(ampp.blacklisted IS NOT DISTINCT FROM '0001') THEN 'BLACKLISTED' END,
                       CASE WHEN bool_and(ampp.selected_list IS NOT DISTINCT FROM '0001') THEN 'NOT_ENDORSED_SLS' END,
                       CASE WHEN bool_and(ampp.acbs IS NOT DISTINCT FROM '0001') THEN 'NOT_ENDORSED_ACBS' END,
                       CASE WHEN count(ampp.appid) > 0 AND bool_and(ampp.nurse_formulary IS DISTINCT FROM '0001')
                            THEN 'NOT_IN_NURSE_FORMULARY' END,
                       CASE WHEN count(ampp.appid) > 0 AND bool_and(ampp.dental_formulary IS DISTINCT FROM '0001')
                            THEN 'NOT_IN_DENTAL_FORMULARY' END], NULL)
              FROM (SELECT vpid AS code, vpid, apid FROM tariff_dmd_amp WHERE released_on = :release
                    UNION ALL
                    SELECT apid, vpid, apid FROM tariff_dmd_amp WHERE released_on = :release) product
              JOIN tariff_dmd_vmp vmp ON vmp.released_on = :release AND vmp.vpid = product.vpid
              LEFT JOIN tariff_dmd_term form
                     ON form.released_on = :release AND form.list = 'FORM' AND form.code = vmp.form
              LEFT JOIN tariff_dmd_ampp ampp ON ampp.released_on = :release AND ampp.apid = product.apid
             GROUP BY product.code
            """;

    private final JdbcClient jdbc;

    DmdTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row that names another which is not there. */
    record LooseEnd(String element, int line, String field) {}

    /** Lifts the limit of ordinary statements for the rest of the transaction. */
    void takeYourTime() {
        jdbc.sql(NO_TIME_LIMIT).query(String.class).single();
    }

    /** Digest of the files that the day's release was loaded from. */
    Optional<byte[]> digest(LocalDate release) {
        return jdbc.sql(FIND_DIGEST)
                .param("release", release)
                .query((row, number) -> row.getBytes("digest"))
                .optional();
    }

    /** The newest release of the month or of an earlier one. */
    Optional<LocalDate> inForce(YearMonth month) {
        return newest(IN_FORCE, month);
    }

    /** The newest mapping to the BNF that came with a release of the month or of an earlier one. */
    Optional<LocalDate> mappingInForce(YearMonth month) {
        return newest(MAPPING_IN_FORCE, month);
    }

    private Optional<LocalDate> newest(String sql, YearMonth month) {
        return jdbc.sql(sql)
                .param("nextMonth", month.plusMonths(1).atDay(1))
                .query((row, number) -> Optional.ofNullable(row.getDate(1)).map(Date::toLocalDate))
                .single();
    }

    /** At most a hundred. */
    List<LooseEnd> looseEnds(LocalDate release) {
        return jdbc.sql(LOOSE_ENDS)
                .param("release", release)
                .query((row, number) -> new LooseEnd(row.getString(1), row.getInt(2), row.getString(3)))
                .list();
    }

    /** Makes the release one that counts. */
    void complete(LocalDate release, byte[] digest, long rows, Instant loadedAt) {
        jdbc.sql(BRING_FACTS_TOGETHER).param("release", release).update();
        jdbc.sql(ADD_RELEASE)
                .param("release", release)
                .param("digest", digest)
                .param("rows", rows)
                .param("loadedAt", Timestamp.from(loadedAt))
                .update();
    }
}
