package org.pestle.prescription;

import java.time.LocalDate;
import java.util.List;
import org.pestle.values.NhsDates;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The SQL of placeholders. A placeholder and a prescription both need the identity row of the short id: whoever comes
 * second waits for the first and finds it.
 */
@Component
class PlaceholderTable {
    private static final String TAKE = """
            WITH identity AS (
                INSERT INTO prescription_identity (identity, prescription_id)
                VALUES (:shortIdentity, :id)
                ON CONFLICT DO NOTHING
                RETURNING prescription_id
            )
            INSERT INTO prescription_placeholder (prescription_id, status, arrived_at, next_activity, next_activity_on)
            SELECT prescription_id, :status, :at, :nextActivity, :nextActivityOn
              FROM identity
            """;

    private static final String LOCK = """
            SELECT prescription_id
              FROM prescription_placeholder
             WHERE prescription_id = :id
               AND next_activity_on > :today
               FOR UPDATE
            """;

    private static final String EXISTS = """
            SELECT count(*)
              FROM prescription
             WHERE prescription_id = :id
            """;

    // The other identities can only be those that the refused attempt of this very transaction has left.
    private static final String REMOVE = """
            WITH removed AS (
                DELETE FROM prescription_placeholder
                 WHERE prescription_id = :id
                   AND next_activity_on > :today
             RETURNING prescription_id
            )
            DELETE FROM prescription_identity i
             USING removed r
             WHERE i.identity = ANY (:identities)
               AND i.prescription_id = r.prescription_id
            """;

    private static final String REMOVE_DUE = """
            WITH removed AS (
                DELETE FROM prescription_placeholder
                 WHERE prescription_id IN (SELECT prescription_id
                                             FROM prescription_placeholder
                                            WHERE next_activity_on <= :today
                                            ORDER BY next_activity_on
                                            LIMIT :limit
                                              FOR UPDATE SKIP LOCKED)
                RETURNING prescription_id
            ), cancellations AS (
                DELETE FROM prescription_cancellation
                 WHERE prescription_id IN (SELECT prescription_id FROM removed)
            )
            SELECT prescription_id
              FROM removed
             CROSS JOIN LATERAL append_audit_event(prescription_id, :actor, :role, :organisation, 'DELETE', 'done', NULL)
            """;

    private final NamedParameterJdbcTemplate jdbc;

    PlaceholderTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What has the short id of a prescription. */
    enum Held {
        /** The placeholder, now locked for this transaction. */
        BY_PLACEHOLDER,
        /** The prescription itself: it has come. */
        BY_PRESCRIPTION,
        /** Nothing but the id is left: neither can come any more. */
        BY_NOTHING
    }

    /** Makes a placeholder, or finds what there is already. Waits for an upload of the same id that is under way. */
    Held take(PrescriptionId id, PrescriptionStatus status, NextActivity next, Act act) {
        MapSqlParameterSource parameters = new MapSqlParameterSource("id", id.value())
                .addValue("shortIdentity", CreateTable.shortIdentity(id))
                .addValue("status", status.code())
                .addValue("at", Parameters.time(act.at()))
                .addValue("nextActivity", next.action().code())
                .addValue("nextActivityOn", next.on())
                .addValue("today", NhsDates.on(act.at()));
        if (jdbc.update(TAKE, parameters) == 1
                || !jdbc.queryForList(LOCK, parameters, String.class).isEmpty()) {
            return Held.BY_PLACEHOLDER;
        }
        Long prescriptions = jdbc.queryForObject(EXISTS, parameters, Long.class);
        return prescriptions != null && prescriptions > 0 ? Held.BY_PRESCRIPTION : Held.BY_NOTHING;
    }

    /**
     * Removes the placeholder of an id, and the identities that an upload needs.
     *
     * @return false if there is no placeholder, or its day has come
     */
    boolean remove(PrescriptionId id, List<String> identities, LocalDate today) {
        return jdbc.update(
                        REMOVE,
                        new MapSqlParameterSource("id", id.value())
                                .addValue("identities", Parameters.texts(identities, identity -> identity))
                                .addValue("today", today))
                > 0;
    }

    /** Removes placeholders whose day has come, and what waited for them; their ids stay taken. Answers how many. */
    int removeDue(LocalDate today, int limit, Act act) {
        MapSqlParameterSource parameters = new MapSqlParameterSource("today", today)
                .addValue("limit", limit)
                .addValue("actor", act.caller().actor())
                .addValue("role", act.caller().role().claim())
                .addValue("organisation", act.caller().organisation().value());
        return jdbc.queryForList(REMOVE_DUE, parameters, String.class).size();
    }
}
