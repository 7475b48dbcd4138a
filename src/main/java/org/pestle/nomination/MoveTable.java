package org.pestle.nomination;

import java.sql.Types;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.Act;
import org.pestle.prescription.Parameters;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionLifecycle;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.TreatmentType;
import org.pestle.routing.Nomination;
import org.pestle.routing.SiteType;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * The SQL that gives issues another pharmacy, or none, before anybody has downloaded them. One statement decides which
 * issues those are and writes nomination, worklist, history, notices to both pharmacies and audit trail: an issue that
 * a release takes at the same moment either went before and is left alone, or is not in the old worklist any more.
 *
 * <p>It locks places in the worklist before issues, as releases do, and both in the order of their keys.
 */
@Component
class MoveTable {
    // The status stays; which statuses they are, the lifecycle table says. A place in a worklist is changed, not made
    // anew, so that a release by id that waits for it finds it and takes it away.
    private static final String MOVE = """
            , moved AS (
                UPDATE prescription_issue i
                   SET site = :site,
                       site_type = :siteType,
                       nomination_basis = :basis,
                       version = i.version + 1,
                       chain_head = prescription_event_hash(i.chain_head, i.prescription_id, i.issue_number,
                                                            i.version + 1, CAST(:at AS timestamptz), :event, i.status,
                                                            i.status, :actor, :organisation, CAST(:requestId AS uuid))
                  FROM chosen c
                 WHERE i.prescription_id = c.prescription_id
                   AND i.issue_number = c.issue_number
             RETURNING i.prescription_id, i.issue_number, i.status, new.version, old.site AS from_site,
                       old.site_type AS from_type, old.chain_head AS previous_hash, new.chain_head AS hash
            ), relisted AS (
                UPDATE worklist w
                   SET site = :site,
                       available_at = CAST(:at AS timestamptz)
                  FROM moved m
                 WHERE w.prescription_id = m.prescription_id
                   AND w.issue_number = m.issue_number
                   AND CAST(:site AS text) IS NOT NULL
            ), unlisted AS (
                DELETE FROM worklist w
                 USING moved m
                 WHERE w.prescription_id = m.prescription_id
                   AND w.issue_number = m.issue_number
                   AND CAST(:site AS text) IS NULL
            ), history AS (
                INSERT INTO prescription_event (prescription_id, issue_number, version, recorded_at, event, from_status,
                                                to_status, actor, organisation, request_id, previous_hash, hash)
                SELECT prescription_id, issue_number, version, CAST(:at AS timestamptz), :event, status, status, :actor,
                       :organisation, CAST(:requestId AS uuid), previous_hash, hash
                  FROM moved
            ), moves AS (
                INSERT INTO nomination_move (prescription_id, issue_number, version, moved_at, reason, from_site,
                                             from_type, to_site, to_type)
                SELECT prescription_id, issue_number, version, CAST(:at AS timestamptz), :event, from_site, from_type,
                       :site, :siteType
                  FROM moved
            ), told AS (
                SELECT from_site AS organisation, 'LEFT' AS kind, prescription_id, issue_number, version FROM moved
                 UNION ALL
                SELECT :site, 'ARRIVED', prescription_id, issue_number, version FROM moved
                 WHERE CAST(:site AS text) IS NOT NULL
            ), heads AS (
                INSERT INTO nomination_notice_head (organisation, last_number)
                SELECT organisation, count(*) FROM told GROUP BY organisation ORDER BY organisation
                ON CONFLICT (organisation)
                DO UPDATE SET last_number = nomination_notice_head.last_number + excluded.last_number
                RETURNING organisation, last_number
            ), notices AS (
                INSERT INTO nomination_notice (organisation, number, kind, prescription_id, issue_number, version)
                SELECT organisation,
                       h.last_number + 1 - row_number() OVER (PARTITION BY organisation
                                                                  ORDER BY prescription_id DESC, issue_number DESC),
                       kind, prescription_id, issue_number, version
                  FROM told
                  JOIN heads h USING (organisation)
            )
            SELECT count(*)
              FROM (SELECT prescription_id FROM moved ORDER BY prescription_id, issue_number) m
             CROSS JOIN LATERAL append_audit_event(m.prescription_id, :actor, :role, :organisation, :operation, 'done',
                                                   CAST(:requestId AS uuid))
            """;

    // An issue whose nomination was confirmed goes with the patient; one that could not be confirmed goes if it was
    // where the patient went. One for this prescription only (one-off) stays.
    private static final String MOVE_OF_PATIENT = """
            WITH listed AS MATERIALIZED (
                SELECT w.issue_number
                  FROM prescription p
                  JOIN worklist w ON w.prescription_id = p.prescription_id
                 WHERE p.nhs_number = :patient
                   AND p.treatment_type = :treatment
                 ORDER BY w.prescription_id, w.issue_number
                   FOR UPDATE OF w
            ), chosen AS MATERIALIZED (
                SELECT i.prescription_id, i.issue_number
                  FROM prescription p
                  JOIN prescription_issue i ON i.prescription_id = p.prescription_id
                 WHERE p.nhs_number = :patient
                   AND p.treatment_type = :treatment
                   AND i.status = ANY (:from)
                   AND i.site_type = :kind
                   AND i.site IS DISTINCT FROM CAST(:site AS text)
                   AND (i.nomination_basis = 'STANDING'
                        OR i.nomination_basis = 'UNCONFIRMED' AND i.site = CAST(:former AS text))
                   AND (SELECT count(*) FROM listed) >= 0
                 ORDER BY i.prescription_id, i.issue_number
                   FOR UPDATE OF i
            )
            """ + MOVE;

    private static final String FREE_FROM_SITE = """
            WITH listed AS MATERIALIZED (
                SELECT prescription_id, issue_number
                  FROM worklist
                 WHERE site = :former
                 ORDER BY prescription_id, issue_number
                 LIMIT :limit
                   FOR UPDATE
            ), waiting AS MATERIALIZED (
                SELECT prescription_id, issue_number
                  FROM prescription_issue
                 WHERE site = :former
                   AND site IS NOT NULL
                   AND status IN ('0000', '9000', '9001')
                 ORDER BY prescription_id, issue_number
                 LIMIT :limit
            ), chosen AS MATERIALIZED (
                SELECT i.prescription_id, i.issue_number
                  FROM prescription_issue i
                  JOIN (SELECT prescription_id, issue_number FROM listed
                         UNION
                        SELECT prescription_id, issue_number FROM waiting) w USING (prescription_id, issue_number)
                 WHERE i.status = ANY (:from)
                   AND i.site = :former
                 ORDER BY i.prescription_id, i.issue_number
                   FOR UPDATE OF i
            )
            """ + MOVE;

    private static final String OUTSTANDING = """
            SELECT DISTINCT i.site_type, i.site
              FROM prescription p
              JOIN prescription_issue i ON i.prescription_id = p.prescription_id
             WHERE p.nhs_number = :patient
               AND p.treatment_type = :treatment
               AND i.status = ANY (:from)
               AND i.nomination_basis = 'STANDING'
             ORDER BY i.site_type, i.site
            """;

    private static final String FORGET_NOTICES = """
            DELETE FROM nomination_notice
             WHERE prescription_id = ANY (:ids)
            """;

    private static final String FORGET_MOVES = """
            DELETE FROM nomination_move
             WHERE prescription_id = ANY (:ids)
            """;

    private final NamedParameterJdbcTemplate jdbc;

    /** A site that issues wait for, and the nomination by which they do. */
    record Outstanding(SiteType type, OdsCode site) {}

    MoveTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Gives the outstanding repeat dispensing issues of a patient the pharmacy that is nominated now.
     *
     * @param former the site that was nominated, or null if that is not known or there was none
     * @param to the nomination as it is now
     * @return how many issues were moved
     */
    int moveOfPatient(NhsNumber patient, SiteType kind, @Nullable OdsCode former, Nomination to, Act act) {
        return move(
                MOVE_OF_PATIENT,
                PrescriptionEvent.NOMINATION_CHANGED,
                to,
                act,
                of(patient, kind, former).addValue("treatment", TreatmentType.REPEAT_DISPENSING.code()));
    }

    /**
     * Takes the nomination from issues that are on their way to a site.
     *
     * @param limit how many of those in its worklist, and how many others, at most
     * @return how many; none if none is left
     */
    int freeFrom(OdsCode site, int limit, Act act) {
        return move(
                FREE_FROM_SITE,
                PrescriptionEvent.SITE_CLOSED,
                new Nomination.None(),
                act,
                new MapSqlParameterSource("former", site.value()).addValue("limit", limit));
    }

    /** Where issues of a patient are on their way to that would follow a change of the nomination. */
    List<Outstanding> outstanding(NhsNumber patient) {
        MapSqlParameterSource parameters = new MapSqlParameterSource("patient", patient.value())
                .addValue("treatment", TreatmentType.REPEAT_DISPENSING.code())
                .addValue("from", movable(PrescriptionEvent.NOMINATION_CHANGED));
        return jdbc.query(
                OUTSTANDING,
                parameters,
                (row, number) -> new Outstanding(
                        SiteType.of(row.getString("site_type")).orElseThrow(), new OdsCode(row.getString("site"))));
    }

    private static SqlArrayValue movable(PrescriptionEvent event) {
        return Parameters.texts(PrescriptionLifecycle.from(event), PrescriptionStatus::code);
    }

    private int move(
            String statement, PrescriptionEvent event, Nomination to, Act act, MapSqlParameterSource parameters) {
        Parameters.add(act, event, parameters);
        Parameters.add(to, parameters);
        parameters.addValue("from", movable(event));
        Integer moved = jdbc.queryForObject(statement, parameters, Integer.class);
        return moved == null ? 0 : moved;
    }

    private static MapSqlParameterSource of(NhsNumber patient, SiteType kind, @Nullable OdsCode former) {
        return new MapSqlParameterSource("patient", patient.value())
                .addValue("kind", kind.code())
                .addValue("former", former == null ? null : former.value(), Types.VARCHAR);
    }

    /** Removes everything about these prescriptions. */
    void forget(Collection<PrescriptionId> ids) {
        MapSqlParameterSource parameters =
                new MapSqlParameterSource("ids", Parameters.texts(ids, PrescriptionId::value));
        jdbc.update(FORGET_NOTICES, parameters);
        jdbc.update(FORGET_MOVES, parameters);
    }
}
