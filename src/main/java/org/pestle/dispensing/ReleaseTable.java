package org.pestle.dispensing;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.prescription.LineItemEvent;
import org.pestle.prescription.LineItemLifecycle;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.NextActivity;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionLifecycle;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.TreatmentType;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * The SQL of releases. One statement decides who gets what, writes status, items, lease, history and audit trail, and
 * answers with the messages: whoever comes second finds nothing left.
 *
 * <p>Both kinds of release lock worklist rows before issues, so that they never wait for each other in a circle.
 */
@Component
class ReleaseTable {
    // Everything after the choice of issues is the same for both kinds of release.
    private static final String TAKE = """
            , unlisted AS (
                DELETE FROM worklist w
                 USING chosen c
                 WHERE w.prescription_id = c.prescription_id
                   AND w.issue_number = c.issue_number
            ), released AS (
                UPDATE prescription_issue i
                   SET status = :to,
                       version = i.version + 1,
                       chain_head = prescription_event_hash(i.chain_head, i.prescription_id, i.issue_number, i.version + 1,
                                                            :at, :event, i.status, :to, :actor, :organisation, :requestId),
                       holder = :site,
                       lease_id = :leaseId,
                       lease_version = i.lease_version + 1,
                       released_at = :at,
                       next_activity = :nextActivity,
                       next_activity_on = i.expires_on
                  FROM chosen c
                 WHERE i.prescription_id = c.prescription_id
                   AND i.issue_number = c.issue_number
                   AND i.status = ANY (:from)
                   AND i.expires_on >= :today
                   AND (CAST(:nominatedTo AS text) IS NULL OR i.site = :nominatedTo)
             RETURNING i.prescription_id, i.issue_number, i.expires_on, new.version, old.status AS status_before,
                       old.chain_head AS previous_hash, new.chain_head AS hash
            ), items AS (
                UPDATE issue_item t
                   SET status = CASE WHEN t.status = :itemFrom THEN :itemTo ELSE t.status END
                  FROM released r
                 WHERE t.prescription_id = r.prescription_id
                   AND t.issue_number = r.issue_number
             RETURNING t.prescription_id, t.line_item_id, t.supply_until, old.status AS status_before
            ), history AS (
                INSERT INTO prescription_event (prescription_id, issue_number, version, recorded_at, event, from_status,
                                                to_status, actor, organisation, request_id, previous_hash, hash)
                SELECT prescription_id, issue_number, version, :at, :event, status_before, :to, :actor, :organisation,
                       :requestId, previous_hash, hash
                  FROM released
            )
            SELECT r.prescription_id, r.issue_number, r.version, r.status_before, p.treatment_type, p.issues, p.message,
                   (SELECT array_agg(t.line_item_id ORDER BY t.line_item_id)
                      FROM items t WHERE t.prescription_id = r.prescription_id) AS item_ids,
                   p.birth_date, p.authored_at, p.days_supply, r.expires_on,
                   (SELECT f.starts_on FROM prescription_issue f
                     WHERE f.prescription_id = r.prescription_id AND f.issue_number = 1) AS starts_on,
                   (SELECT array_agg(t.supply_until ORDER BY t.line_item_id)
                      FROM items t WHERE t.prescription_id = r.prescription_id) AS supply_untils,
                   (SELECT array_agg(t.status_before ORDER BY t.line_item_id)
                      FROM items t WHERE t.prescription_id = r.prescription_id) AS item_statuses,
                   (SELECT max(n.handed_over_at)
                      FROM dispense_notification n
                     WHERE n.prescription_id = r.prescription_id
                       AND n.ended_by IS NULL) AS last_handed_over_at
              FROM released r
              JOIN prescription p ON p.prescription_id = r.prescription_id
             CROSS JOIN LATERAL append_audit_event(r.prescription_id, :actor, :role, :organisation, :operation, 'done',
                                                   :requestId)
             ORDER BY p.created_at, r.prescription_id
            """;

    private static final String TAKE_NOMINATED = """
            WITH chosen AS (
                SELECT prescription_id, issue_number
                  FROM worklist
                 WHERE site = :site
                   AND expires_on >= :today
                   AND prescription_id <> ALL (:passedOver)
                   AND (NOT :strict OR EXISTS (SELECT FROM issue_item t
                                                WHERE t.prescription_id = worklist.prescription_id
                                                  AND t.issue_number = worklist.issue_number
                                                  AND t.status = :itemFrom
                                                  AND (t.supply_until IS NULL OR t.supply_until >= :today)))
                 ORDER BY available_at, prescription_id, issue_number
                 LIMIT :most
                   FOR UPDATE SKIP LOCKED
            )
            """ + TAKE;

    // Waits for a nominated release that is taking the same prescription, and then finds its status changed.
    private static final String TAKE_BY_ID = """
            WITH listed AS (
                SELECT issue_number
                  FROM worklist
                 WHERE prescription_id = :id
                   FOR UPDATE
            ), chosen AS (
                SELECT prescription_id, issue_number
                  FROM prescription_issue
                 WHERE prescription_id = :id
                   AND status = ANY (:from)
                   AND (SELECT count(*) FROM listed) >= 0
                   AND (NOT :strict OR EXISTS (SELECT FROM issue_item t
                                                WHERE t.prescription_id = :id
                                                  AND t.issue_number = prescription_issue.issue_number
                                                  AND t.status = :itemFrom
                                                  AND (t.supply_until IS NULL OR t.supply_until >= :today)))
                   AND NOT EXISTS (SELECT FROM review_hold h WHERE h.prescription_id = :id AND h.decision IS NULL)
                 ORDER BY issue_number
                 LIMIT 1
            )
            """ + TAKE;

    private static final String ISSUES = """
            SELECT issue_number, status, site, holder, expires_on,
                   EXISTS (SELECT FROM review_hold h
                            WHERE h.prescription_id = :id AND h.decision IS NULL) AS held_for_review,
                   :strict AND NOT EXISTS (SELECT FROM issue_item t
                                            WHERE t.prescription_id = :id
                                              AND t.issue_number = prescription_issue.issue_number
                                              AND t.status = :itemFrom
                                              AND (t.supply_until IS NULL OR t.supply_until >= :today)) AS is_over
              FROM prescription_issue
             WHERE prescription_id = :id
             ORDER BY issue_number
            """;

    private final NamedParameterJdbcTemplate jdbc;
    private final PrescriptionSettings settings;

    ReleaseTable(NamedParameterJdbcTemplate jdbc, PrescriptionSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** What a release writes beside the status: for whom, under which lease, by which call and when. */
    record Taking(
            OdsCode site,
            UUID leaseId,
            Caller caller,
            UUID requestId,
            Instant at,
            LocalDate today,
            @Nullable OdsCode nominatedTo) {}

    /** An issue that was taken, before and with its message. */
    record Taken(
            PrescriptionId id,
            TreatmentType treatment,
            int issueNumber,
            int issues,
            PrescriptionStatus statusBefore,
            Map<LineItemId, LineItemStatus> itemsBefore,
            byte[] message,
            @Nullable Instant lastHandedOverAt,
            Times times) {}

    /** The days of an issue that was taken, and of its patient. */
    record Times(
            LocalDate bornOn,
            LocalDate authoredOn,
            LocalDate startsOn,
            int daysSupply,
            LocalDate expiresOn,
            Map<LineItemId, LocalDate> supplyUntil) {}

    /** An issue as far as a refusal needs to know it. */
    record IssueState(
            int number,
            PrescriptionStatus status,
            @Nullable OdsCode site,
            @Nullable OdsCode holder,
            LocalDate expiresOn,
            boolean heldForReview,
            boolean isOver) {}

    /**
     * Takes up to so many from the worklist of the site; these, and those that somebody else is taking, are passed
     * over.
     */
    List<Taken> takeNominated(Taking taking, int most, Set<PrescriptionId> passedOver) {
        MapSqlParameterSource parameters = taking(taking, PrescriptionEvent.RELEASED_TO_NOMINATED, "RELEASE_NOMINATED")
                .addValue("most", most)
                .addValue(
                        "passedOver",
                        texts(passedOver.stream().map(PrescriptionId::value).toList()));
        return jdbc.query(TAKE_NOMINATED, parameters, (row, number) -> TakenRow.read(row));
    }

    /** Takes the first issue of one prescription that can be taken; an empty list if there is none. */
    List<Taken> takeById(Taking taking, PrescriptionId id) {
        MapSqlParameterSource parameters =
                taking(taking, PrescriptionEvent.RELEASED, "RELEASE_BY_ID").addValue("id", id.value());
        return jdbc.query(TAKE_BY_ID, parameters, (row, number) -> TakenRow.read(row));
    }

    /** All issues of a prescription, first to last, as they are today. */
    List<IssueState> issues(PrescriptionId id, LocalDate today) {
        return jdbc.query(
                ISSUES,
                new MapSqlParameterSource("id", id.value())
                        .addValue("strict", settings.controlled().isStrict())
                        .addValue("itemFrom", LineItemStatus.TO_BE_DISPENSED.code())
                        .addValue("today", today),
                (row, number) -> new IssueState(
                        row.getInt("issue_number"),
                        PrescriptionStatus.of(row.getString("status")),
                        odsCode(row.getString("site")),
                        odsCode(row.getString("holder")),
                        row.getObject("expires_on", LocalDate.class),
                        row.getBoolean("held_for_review"),
                        row.getBoolean("is_over")));
    }

    private MapSqlParameterSource taking(Taking taking, PrescriptionEvent event, String operation) {
        return change(taking, event, LineItemEvent.RELEASED, LineItemStatus.TO_BE_DISPENSED)
                .addValue("site", taking.site().value())
                .addValue("today", taking.today())
                .addValue("strict", settings.controlled().isStrict())
                .addValue("operation", operation)
                .addValue("nextActivity", NextActivity.Action.EXPIRE.code())
                .addValue(
                        "nominatedTo",
                        taking.nominatedTo() == null
                                ? null
                                : taking.nominatedTo().value(),
                        Types.VARCHAR);
    }

    private static MapSqlParameterSource change(
            Taking taking, PrescriptionEvent event, LineItemEvent itemEvent, LineItemStatus itemFrom) {
        List<PrescriptionStatus> from = PrescriptionLifecycle.from(event);
        PrescriptionStatus to =
                PrescriptionLifecycle.next(from.getFirst(), event).orElseThrow();
        LineItemStatus itemTo = LineItemLifecycle.next(itemFrom, itemEvent).orElseThrow();
        return new MapSqlParameterSource()
                .addValue("event", event.name())
                .addValue(
                        "from",
                        texts(from.stream().map(PrescriptionStatus::code).toList()))
                .addValue("to", to.code())
                .addValue("itemFrom", itemFrom.code())
                .addValue("itemTo", itemTo.code())
                .addValue("leaseId", taking.leaseId())
                .addValue("at", taking.at().atOffset(ZoneOffset.UTC))
                .addValue("actor", taking.caller().actor())
                .addValue("role", taking.caller().role().claim())
                .addValue("organisation", taking.site().value())
                .addValue("requestId", taking.requestId());
    }

    private static SqlArrayValue texts(Collection<String> values) {
        return new SqlArrayValue("text", values.toArray());
    }

    private static @Nullable OdsCode odsCode(@Nullable String code) {
        return code == null ? null : new OdsCode(code);
    }
}
