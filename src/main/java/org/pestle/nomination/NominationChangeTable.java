package org.pestle.nomination;

import java.sql.Types;
import java.time.LocalDate;
import java.util.UUID;
import org.pestle.prescription.Act;
import org.pestle.prescription.Parameters;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of the changes of nominations. */
@Component
class NominationChangeTable {
    private static final String KEEP = """
            INSERT INTO nomination_change (change_id, nhs_number, site_type, from_site, to_site, actor, organisation,
                                           request_id, changed_at, purge_on)
            VALUES (:changeId, :patient, :kind, :former, :site, :actor, :organisation, :requestId, :at, :purgeOn)
            """;

    private static final String PURGE = """
            WITH purged AS (
                DELETE FROM nomination_change
                 WHERE change_id IN (SELECT change_id
                                       FROM nomination_change
                                      WHERE purge_on <= :today
                                      ORDER BY purge_on
                                      LIMIT :limit
                                        FOR UPDATE SKIP LOCKED)
             RETURNING change_id
            )
            SELECT count(*)
              FROM purged
             CROSS JOIN LATERAL append_audit_event(CAST(change_id AS text), :actor, :role, :organisation, 'PURGE',
                                                   'done', NULL)
            """;

    private final NamedParameterJdbcTemplate jdbc;

    NominationChangeTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a change until a day. */
    void keep(UUID id, ChangedNomination changed, Act act, LocalDate purgeOn) {
        NominationWish wish = changed.wish();
        OdsCode former = changed.former();
        MapSqlParameterSource parameters = new MapSqlParameterSource("changeId", id)
                .addValue("patient", wish.patient().value())
                .addValue("kind", wish.type().code())
                .addValue("former", former == null ? null : former.value(), Types.VARCHAR)
                .addValue("purgeOn", purgeOn);
        Parameters.add(act, PrescriptionEvent.NOMINATION_CHANGED, parameters);
        Parameters.add(changed.nomination(), parameters);
        jdbc.update(KEEP, parameters);
    }

    /** Removes some of those to be purged on that day or earlier, and answers how many. */
    int purge(LocalDate today, int limit, Act act) {
        MapSqlParameterSource parameters = new MapSqlParameterSource("today", today).addValue("limit", limit);
        Parameters.add(act, PrescriptionEvent.NOMINATION_CHANGED, parameters);
        Integer purged = jdbc.queryForObject(PURGE, parameters, Integer.class);
        return purged == null ? 0 : purged;
    }
}
