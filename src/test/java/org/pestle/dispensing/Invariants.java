package org.pestle.dispensing;

import java.util.List;
import org.pestle.testing.Database;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must hold of every prescription after every step (reliability-security.md I05 to I11 and I25), asked of its rows
 * and its history. The steps that may be are written out here once more, from the specification and not from the
 * program's table.
 */
final class Invariants {
    /** eps.md 4.3, and who may take the step: a dispenser D, a prescriber P, the service S. */
    private static final List<String> STEPS = List.of("""
        -0001P -9001P -9000P 00010002D 00000002D 00020006D 00030006D 00020003D 00030003D 00020007D 00030007D
        00060003D 00060006D 00060007D 00070003D 00070006D 00070007D 00060008D 00070008D 00080008D 00020001D
        00010005D 00020005D 00030003P 00020002P 00000005P 00010005P 90000005P 90010005P 00000000P 00010001P
        90009000P 90019001P 00019001P 90010001P 00000004S 00010004S 00020004S 90000004S 90010004S 00030006S 00030009S 00060009S
        00000001S 90010001S 90000000D 90000001D 90000000S 90000001S 00009000D 00019000D 00030002D 00060002D
        00070002D 00070005D 00010001D 90000005D 90009000D 00000005D 00000000D
        00000005S 00010005S 90000005S 00000000S 00010001S 90009000S 90019001S
        """.strip().split("\\s+"));

    // Rows of one prescription or of all; each CTE reads its table once.
    private static final String VIOLATIONS = """
        WITH event AS MATERIALIZED (
            SELECT *, CASE WHEN organisation IN ('FA565', 'FLM49') THEN 'D' WHEN organisation LIKE 'A8%' THEN 'P' ELSE 'S' END
                          AS who,
                   lag(to_status) OVER issue AS was, lag(hash) OVER issue AS link,
                   lead(version) OVER issue IS NULL AS is_last, row_number() OVER issue AS place,
                   event LIKE 'RELEASED%' AS takes, event LIKE 'RETURNED%' AS gives,
                   event ~ '^(DISPENSED_|NOTHING_|AMENDED_TO|WITHDRAWN_|CLAIMED|CLAIM_AMENDED|RETURNED)' AS by_holder
              FROM prescription_event
             WHERE /*those*/
            WINDOW issue AS (PARTITION BY prescription_id, issue_number ORDER BY version)
        ), held AS MATERIALIZED (
            SELECT *, count(*) FILTER (WHERE takes) OVER before - count(*) FILTER (WHERE gives) OVER before AS holders,
                   (array_agg(organisation) FILTER (WHERE takes) OVER before)[count(*) FILTER (WHERE takes) OVER before]
                       AS last_holder,
                   bool_or(to_status = '0005') OVER before AS was_cancelled,
                   bool_or(gives) OVER after AS is_returned
              FROM event
            WINDOW before AS (PARTITION BY prescription_id, issue_number ORDER BY version
                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                   after AS (PARTITION BY prescription_id, issue_number ORDER BY version
                             ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
        ), issue AS MATERIALIZED (
            SELECT * FROM prescription_issue WHERE /*those*/
        ), listed AS MATERIALIZED (
            SELECT * FROM worklist WHERE /*those*/
        ), supplied AS MATERIALIZED (
            SELECT told.prescription_id, told.issue_number, told.line_item_id, sum(told.quantity) AS quantity
              FROM dispense_item AS told
              JOIN dispense_notification AS notification USING (prescription_id, notification_id)
             WHERE told.supplied AND notification.ended_by IS NULL AND /*told.those*/
             GROUP BY told.prescription_id, told.issue_number, told.line_item_id
        )
        SELECT 'I05 an id of it is not its own for ever', prescription_id
          FROM (SELECT prescription_id, 'short:' || left(prescription_id, 17) AS identity FROM event WHERE version = 1
                 UNION ALL
                SELECT prescription_id, 'long:' || long_id FROM prescription WHERE /*those*/
                 UNION ALL
                SELECT prescription_id, 'long:' || long_id FROM prescription_skeleton WHERE /*those*/
                 UNION ALL
                SELECT prescription_id, 'content:' || encode(content_digest, 'hex') FROM prescription WHERE /*those*/
               ) AS used
         WHERE NOT EXISTS (SELECT FROM prescription_identity AS kept
                            WHERE kept.identity = used.identity AND kept.prescription_id = used.prescription_id)
         UNION ALL
        SELECT 'I06 released while held', prescription_id FROM held WHERE takes AND holders <> 0
         UNION ALL
        SELECT 'I06 held by another than the history says', prescription_id
          FROM held JOIN issue USING (prescription_id, issue_number)
         WHERE is_last AND status IN ('0002', '0003')
           AND holder IS DISTINCT FROM CASE WHEN takes THEN organisation ELSE last_holder END
         UNION ALL
        SELECT 'I07 released to whom it is not nominated', prescription_id
          FROM held JOIN issue USING (prescription_id, issue_number)
         WHERE event = 'RELEASED_TO_NOMINATED'
           AND CASE WHEN is_returned
                    THEN NOT EXISTS (SELECT FROM ended_lease AS lease
                                      WHERE lease.prescription_id = held.prescription_id
                                        AND lease.issue_number = held.issue_number
                                        AND lease.former_site = held.organisation AND ended_at >= recorded_at)
                    ELSE organisation IS DISTINCT FROM issue.site END
         UNION ALL
        SELECT 'I08 told by another than the holder', prescription_id FROM held
         WHERE by_holder AND (holders IS DISTINCT FROM 1 OR organisation IS DISTINCT FROM last_holder)
         UNION ALL
        SELECT 'I09 more was supplied than ordered', prescription_id
          FROM supplied JOIN line_item USING (prescription_id, line_item_id)
         WHERE supplied.quantity > line_item.quantity
         UNION ALL
        SELECT 'I09 completed twice', prescription_id FROM event
         WHERE event ~ '^(DISPENSED_|NOTHING_)' AND was >= '0004' AND was < '9000'
         UNION ALL
        SELECT 'I10 dispensed after it was cancelled', prescription_id FROM held WHERE by_holder AND was_cancelled
         UNION ALL
        SELECT 'I11 the step ' || coalesce(from_status, '-') || to_status || who || ' by ' || event, prescription_id
          FROM event WHERE NOT coalesce(from_status, '-') || to_status || who = ANY (:steps)
         UNION ALL
        SELECT 'I11 a gap or a broken link in the history', prescription_id FROM event
         WHERE version <> place OR from_status IS DISTINCT FROM was
            OR link IS NOT NULL AND previous_hash <> link
            OR hash <> prescription_event_hash(previous_hash, prescription_id, issue_number, version, recorded_at, event,
                                               from_status, to_status, actor, organisation, request_id)
         UNION ALL
        SELECT 'I11 the row is not as its last event', prescription_id
          FROM issue LEFT JOIN event USING (prescription_id, issue_number)
         WHERE event.version IS NULL
            OR is_last AND (status <> to_status OR issue.version <> event.version OR chain_head <> hash)
         UNION ALL
        SELECT 'I25 nobody can go on', prescription_id FROM issue
         WHERE status IN ('0000', '0001', '0002', '0003', '9000', '9001')
           AND (status IN ('0002', '0003') AND holder IS NULL
                OR status IN ('0001', '0002', '9000') AND (next_activity, next_activity_on) <> ('expire', expires_on)
                OR status IN ('0000', '9001') AND next_activity_on > expires_on
                OR status = '0003' AND next_activity NOT IN ('createNoClaim', 'expire'))
         UNION ALL
        SELECT 'the worklist is not what is nominated and ready', coalesce(issue.prescription_id, listed.prescription_id)
          FROM (SELECT * FROM issue WHERE status = '0001' AND site IS NOT NULL) AS issue
          FULL JOIN listed ON listed.prescription_id = issue.prescription_id AND listed.issue_number = issue.issue_number
                          AND listed.site = issue.site
         WHERE issue.prescription_id IS NULL OR listed.prescription_id IS NULL
         UNION ALL
        SELECT 'two issues are current', prescription_id FROM issue
         WHERE status IN ('0000', '0001', '0002', '0003', '9001') GROUP BY prescription_id HAVING count(*) > 1
        """;

    private static final String OF_ALL = VIOLATIONS.replace("/*those*/", "true").replace("/*told.those*/", "true");
    private static final String OF_ONE = VIOLATIONS
            .replace("/*those*/", "prescription_id = :id")
            .replace("/*told.those*/", "told.prescription_id = :id");

    private final JdbcClient jdbc;

    Invariants(Database database) {
        jdbc = JdbcClient.create(database.owner());
    }

    /** One sentence for everything that does not hold of a prescription; none if all does. */
    List<String> violatedBy(PrescriptionId id) {
        return violated(jdbc.sql(OF_ONE).param("id", id.value()));
    }

    /** The same of all prescriptions. */
    List<String> violated() {
        return violated(jdbc.sql(OF_ALL));
    }

    private static List<String> violated(JdbcClient.StatementSpec statement) {
        return statement
                .param("steps", STEPS.toArray(String[]::new))
                .query((row, number) -> row.getString(1) + ": " + row.getString(2))
                .list();
    }
}
