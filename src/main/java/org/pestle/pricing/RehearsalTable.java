package org.pestle.pricing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The SQL of rehearsals. */
@Component
class RehearsalTable {
    private static final String WAITING = """
            SELECT claim_id, received_at
              FROM claim_waiting
             WHERE received_at <= :cutOff
               AND (received_at, claim_id) > (:afterTime, :afterClaim)
             ORDER BY received_at, claim_id
             LIMIT :most
            """;

    private static final String KEEP = """
            WITH rehearsal AS (
                INSERT INTO pricing_rehearsal (cut_off, rehearsed_at, claims)
                VALUES (:cutOff, :at, :claims)
                RETURNING rehearsal_id
            )
            INSERT INTO pricing_rehearsal_line (rehearsal_id, month, product_code, product_name, paid, not_supplied,
                                                referred_back, disallowed, total_p)
            SELECT rehearsal_id, CAST(month AS date), code, name, paid, not_supplied, referred_back, disallowed, total_p
              FROM rehearsal,
                   unnest(:months, :codes, :names, :paid, :notSupplied, :referredBack, :disallowed, :totals)
                       AS t (month, code, name, paid, not_supplied, referred_back, disallowed, total_p)
            """;

    private static final String LAST = """
            SELECT rehearsal_id, cut_off, claims,
                   coalesce(sum(line.paid), 0) AS paid, coalesce(sum(line.not_supplied), 0) AS not_supplied,
                   coalesce(sum(line.referred_back), 0) AS referred_back,
                   coalesce(sum(line.disallowed), 0) AS disallowed, coalesce(sum(line.total_p), 0) AS total_p
              FROM pricing_rehearsal
              LEFT JOIN pricing_rehearsal_line AS line USING (rehearsal_id)
             GROUP BY rehearsal_id
             ORDER BY rehearsal_id DESC
             LIMIT 2
            """;

    private static final String DIFFERENCES = """
            SELECT month, product_code, coalesce(now.product_name, before.product_name) AS product_name,
                   coalesce(before.paid, 0) AS paid_before, coalesce(now.paid, 0) AS paid_now,
                   coalesce(before.referred_back, 0) AS referred_before, coalesce(now.referred_back, 0) AS referred_now,
                   coalesce(before.total_p, 0) AS total_before, coalesce(now.total_p, 0) AS total_now
              FROM (SELECT month, product_code, product_name, paid, referred_back, total_p
                      FROM pricing_rehearsal_line
                     WHERE rehearsal_id = :before) AS before
              FULL JOIN (SELECT month, product_code, product_name, paid, referred_back, total_p
                           FROM pricing_rehearsal_line
                          WHERE rehearsal_id = :now) AS now USING (month, product_code)
             WHERE (before.paid, before.referred_back, before.total_p)
                       IS DISTINCT FROM (now.paid, now.referred_back, now.total_p)
             ORDER BY abs(coalesce(now.total_p, 0) - coalesce(before.total_p, 0)) DESC, month, product_code
            """;

    private final JdbcClient jdbc;

    RehearsalTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A claim that waits, and when it came. */
    record Waiting(UUID claim, Instant receivedAt) {}

    /** The next claims that wait, in their order; nothing is locked. */
    List<Waiting> waiting(Instant cutOff, Waiting after, int most) {
        return jdbc.sql(WAITING)
                .param("cutOff", Timestamp.from(cutOff))
                .param("afterTime", Timestamp.from(after.receivedAt()))
                .param("afterClaim", after.claim())
                .param("most", most)
                .query((row, number) -> new Waiting(
                        row.getObject("claim_id", UUID.class),
                        row.getTimestamp("received_at").toInstant()))
                .list();
    }

    void keep(Instant cutOff, Instant at, int claims, List<Rehearsal.Line> lines) {
        jdbc.sql(KEEP)
                .param("cutOff", Timestamp.from(cutOff))
                .param("at", Timestamp.from(at))
                .param("claims", claims)
                .param("months", array("text", lines, line -> line.month() + "-01"))
                .param("codes", array("text", lines, Rehearsal.Line::productCode))
                .param("names", array("text", lines, Rehearsal.Line::productName))
                .param("paid", array("int4", lines, line -> line.counts().paid()))
                .param("notSupplied", array("int4", lines, line -> line.counts().notSupplied()))
                .param(
                        "referredBack",
                        array("int4", lines, line -> line.counts().referredBack()))
                .param("disallowed", array("int4", lines, line -> line.counts().disallowed()))
                .param("totals", array("numeric", lines, Rehearsal.Line::totalP))
                .update();
    }

    /** The last rehearsal with what differs from the one before it. */
    Optional<Rehearsal> last() {
        List<Head> heads = jdbc.sql(LAST).query((row, number) -> head(row)).list();
        if (heads.isEmpty()) {
            return Optional.empty();
        }
        Rehearsal.Sums now = heads.getFirst().sums();
        if (heads.size() == 1) {
            return Optional.of(new Rehearsal(now, Optional.empty(), List.of()));
        }
        List<Rehearsal.Difference> differences = jdbc.sql(DIFFERENCES)
                .param("before", heads.getLast().id())
                .param("now", heads.getFirst().id())
                .query((row, number) -> difference(row))
                .list();
        return Optional.of(new Rehearsal(now, Optional.of(heads.getLast().sums()), differences));
    }

    private record Head(long id, Rehearsal.Sums sums) {}

    private static Head head(ResultSet row) throws SQLException {
        Rehearsal.Counts counts = new Rehearsal.Counts(
                row.getInt("paid"), row.getInt("not_supplied"), row.getInt("referred_back"), row.getInt("disallowed"));
        return new Head(
                row.getLong("rehearsal_id"),
                new Rehearsal.Sums(
                        row.getTimestamp("cut_off").toInstant(),
                        row.getInt("claims"),
                        counts,
                        row.getBigDecimal("total_p")));
    }

    private static Rehearsal.Difference difference(ResultSet row) throws SQLException {
        return new Rehearsal.Difference(
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getString("product_code"),
                row.getString("product_name"),
                new Rehearsal.Came(
                        row.getInt("paid_before"), row.getInt("referred_before"), row.getBigDecimal("total_before")),
                new Rehearsal.Came(row.getInt("paid_now"), row.getInt("referred_now"), row.getBigDecimal("total_now")));
    }

    private static <T> SqlArrayValue array(String type, List<T> rows, Function<T, ?> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
