package org.pestle.tariff;

import java.time.LocalDate;
import org.pestle.values.DmdCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the licences of brands. */
@Component
class LicenceTable {
    /**
     * 0001 is a licence as a medicine, 0004 a registration as a traditional herbal medicine. The others are none: 0000
     * none, 0002 a device, 0003 unknown.
     */
    private static final String IS_LICENSED = """
            SELECT coalesce(bool_and(amp.licence IN ('0001', '0004')), false)
              FROM (SELECT CAST(:code AS text) AS apid
                    UNION
                    SELECT apid
                      FROM tariff_dmd_ampp
                     WHERE released_on = :release AND appid = :code
                    UNION
                    SELECT brand.apid
                      FROM tariff_dmd_vmp vmp
                      JOIN tariff_dmd_amp brand ON brand.released_on = vmp.released_on AND brand.vpid = vmp.vpid
                     WHERE vmp.released_on = :release
                       AND vmp.not_available IS DISTINCT FROM '0001'
                       AND (vmp.vpid = :code
                            OR vmp.vpid IN (SELECT vpid FROM tariff_dmd_vmpp
                                             WHERE released_on = :release AND vppid = :code))) meant
              JOIN tariff_dmd_amp amp ON amp.released_on = :release AND amp.apid = meant.apid
            """;

    private final JdbcClient jdbc;

    LicenceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether every brand that a code stands for is licensed; false if there is none. */
    boolean isLicensed(LocalDate release, DmdCode code) {
        return jdbc.sql(IS_LICENSED)
                .param("release", release)
                .param("code", code.value())
                .query(Boolean.class)
                .single();
    }
}
