package org.pestle.prescription;

import java.util.concurrent.ThreadLocalRandom;
import org.pestle.values.NhsDates;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * The SQL that counts what each signer signs: the part of the one statement of a create that decides whether the
 * prescription is held for review. It goes on from {@code kept} and leaves {@code held}: one row with the reason, or
 * none.
 */
final class SignerPaceTable {
    static final String NOT_COUNTED = """
            held AS (
                SELECT CAST(NULL AS text) AS reason
                 WHERE false
            ),
            """;

    // A controlled item waits for those of the same signer that are under way, then counts them: what ON CONFLICT finds
    // is the newest row, whatever the statement saw when it began. Items of other orders are counted as far as they
    // were
    // committed: those of the same moment may slip past the limit of the day together, once.
    static final String COUNTED = """
            pace AS (
                INSERT INTO signer_pace AS p (signer, part, day, items, controlled, controlled_at)
                SELECT :signer, :part, CAST(:today AS date), :itemCount, :controlledCount,
                       array_fill(CAST(:at AS timestamptz), ARRAY[CAST(:controlledCount AS int)])
                  FROM kept
                    ON CONFLICT (signer, part) DO UPDATE
                   SET day = EXCLUDED.day,
                       items = EXCLUDED.items + CASE WHEN p.day = EXCLUDED.day THEN p.items ELSE 0 END,
                       controlled = EXCLUDED.controlled + CASE WHEN p.day = EXCLUDED.day THEN p.controlled ELSE 0 END,
                       controlled_at = ARRAY(SELECT t
                                               FROM unnest(EXCLUDED.controlled_at || p.controlled_at) t
                                              WHERE t > CAST(:at AS timestamptz) - interval '1 hour'
                                                AND t < CAST(:at AS timestamptz) + interval '1 hour'
                                              ORDER BY t DESC
                                              LIMIT :controlledInAnHour + 4)
             RETURNING items, controlled, cardinality(controlled_at) AS controlled_in_an_hour
            ), held AS (
                SELECT reason
                  FROM pace
                 CROSS JOIN LATERAL (SELECT CASE
                           WHEN :controlledCount > 0 AND :controlledInAnHour > 0
                                AND controlled_in_an_hour > :controlledInAnHour THEN 'CONTROLLED_IN_AN_HOUR'
                           WHEN :controlledCount > 0 AND :controlledInADay > 0
                                AND controlled > :controlledInADay THEN 'CONTROLLED_IN_A_DAY'
                           WHEN :itemsInADay > 0
                                AND items + (SELECT coalesce(sum(o.items), 0)
                                               FROM signer_pace o
                                              WHERE o.signer = :signer
                                                AND o.part <> :part
                                                AND o.day = CAST(:today AS date)) > :itemsInADay THEN 'ITEMS_IN_A_DAY'
                       END AS reason) AS found
                 WHERE reason IS NOT NULL
            ), review AS (
                INSERT INTO review_hold (prescription_id, reason, held_at)
                SELECT :id, reason, CAST(:at AS timestamptz)
                  FROM held
                    ON CONFLICT (prescription_id) DO UPDATE -- it was amended after a review
                   SET reason = EXCLUDED.reason,
                       held_at = EXCLUDED.held_at,
                       decision = NULL,
                       decided_at = NULL,
                       decided_by = NULL,
                       decision_reason = NULL
            ),
            """;

    /** Parts beside the first: so many orders of one signer are counted without waiting for each other. */
    private static final int PARTS = 16;

    private final SigningLimits limits;

    SignerPaceTable(SigningLimits limits) {
        this.limits = limits;
    }

    /** Whether the order is counted against the limits of its signer; one that none of them concerns costs nothing. */
    boolean add(PrescriptionOrder order, Act act, MapSqlParameterSource parameters) {
        int controlled = limits.controlledItemsOf(order);
        parameters
                .addValue("today", NhsDates.on(act.at()))
                .addValue(
                        "part", controlled > 0 ? 0 : ThreadLocalRandom.current().nextInt(1, PARTS + 1))
                .addValue("itemCount", order.items().size())
                .addValue("controlledCount", controlled)
                .addValue("controlledInAnHour", limits.controlledInAnHour())
                .addValue("controlledInADay", limits.controlledInADay())
                .addValue("itemsInADay", limits.itemsInADay());
        return limits.concern(controlled);
    }
}
