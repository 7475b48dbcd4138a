package org.pestle.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The SQL of items that the night returned to contractors. */
@Component
class ReturnedItemTable {
    private static final String KEEP = """
            INSERT INTO returned_item (claim_id, line_item_id, kind, reason, returned_on, answer_by)
            SELECT claim_id, line_item_id, kind, reason, :returnedOn,
                   CASE kind WHEN 'RB' THEN CAST(:answerBy AS date) ELSE CAST(:challengeBy AS date) END
              FROM unnest(:claims, :items, :kinds, :reasons) AS t (claim_id, line_item_id, kind, reason)
            """;

    private static final String OF_CLAIM = """
            SELECT claim_id, line_item_id, kind, reason, returned_on, answer_by, ended
              FROM returned_item
             WHERE claim_id = :claim
            """;

    private static final String ANSWERED = """
            UPDATE returned_item
               SET ended = 'ANSWERED', ended_on = :today
             WHERE claim_id = :claim
               AND line_item_id = ANY (:items)
               AND ended IS NULL
            """;

    private static final String DELETE_DUE = """
            UPDATE returned_item
               SET ended = 'DELETED', ended_on = :today
             WHERE (claim_id, line_item_id) IN (
                       SELECT claim_id, line_item_id
                         FROM returned_item
                        WHERE ended IS NULL
                          AND answer_by < :today
                        ORDER BY answer_by, claim_id, line_item_id
                        LIMIT :limit
                          FOR UPDATE SKIP LOCKED)
            """;

    private final JdbcClient jdbc;

    ReturnedItemTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what a night returned, in one statement however many they are. */
    void keep(Collection<ReturnedItem.Returning> items, LocalDate returnedOn, ClaimCalendar calendar) {
        jdbc.sql(KEEP)
                .param("returnedOn", returnedOn)
                .param("answerBy", calendar.answerBy(ReturnedItem.Kind.REFERRED_BACK, returnedOn))
                .param("challengeBy", calendar.answerBy(ReturnedItem.Kind.DISALLOWED, returnedOn))
                .param("claims", array("uuid", items, ReturnedItem.Returning::claim))
                .param("items", array("uuid", items, ReturnedItem.Returning::lineItemId))
                .param("kinds", array("text", items, item -> item.kind().code()))
                .param("reasons", array("text", items, ReturnedItem.Returning::reason))
                .update();
    }

    List<ReturnedItem> of(UUID claim) {
        return jdbc.sql(OF_CLAIM)
                .param("claim", claim)
                .query((row, number) -> item(row))
                .list();
    }

    /** These were answered; one that has ended in the meantime stays as it is. */
    int answered(UUID claim, Collection<UUID> items, LocalDate today) {
        return jdbc.sql(ANSWERED)
                .param("claim", claim)
                .param("items", items.toArray(UUID[]::new))
                .param("today", today)
                .update();
    }

    /** Deletes up to so many of those whose time was over before this day; answers how many. */
    int deleteDue(LocalDate today, int limit) {
        return jdbc.sql(DELETE_DUE).param("today", today).param("limit", limit).update();
    }

    private static ReturnedItem item(ResultSet row) throws SQLException {
        String ended = row.getString("ended");
        return new ReturnedItem(
                row.getObject("claim_id", UUID.class),
                row.getObject("line_item_id", UUID.class),
                ReturnedItem.Kind.of(row.getString("kind")),
                row.getString("reason"),
                row.getObject("returned_on", LocalDate.class),
                row.getObject("answer_by", LocalDate.class),
                ended == null ? null : ReturnedItem.Ended.valueOf(ended));
    }

    private static <T> SqlArrayValue array(String type, Collection<T> rows, Function<T, ?> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
