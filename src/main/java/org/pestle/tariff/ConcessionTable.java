package org.pestle.tariff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.pestle.tariff.ConcessionFile.Line;
import org.pestle.values.Pence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of price concessions. */
@Component
class ConcessionTable {
    private static final String FIND_LOAD = """
            SELECT load
              FROM tariff_concession_load
             WHERE digest = :digest
            """;

    private static final String ADD_LOAD = """
            INSERT INTO tariff_concession_load (digest, lines, loaded_at)
            VALUES (:digest, :lines, :loadedAt)
            RETURNING load
            """;

    private static final String ADD_LINES = """
            INSERT INTO tariff_concession (load, month, name, pack_size, unit, price_p, file_row)
            SELECT :load, CAST(line.month AS date), line.name, CAST(line.pack_size AS numeric), line.unit,
                   CAST(line.price_p AS bigint), CAST(line.file_row AS int)
              FROM unnest(CAST(:c0 AS text[]), CAST(:c1 AS text[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
                          CAST(:c4 AS text[]), CAST(:c5 AS text[]))
                       AS line (month, name, pack_size, unit, price_p, file_row)
            """;

    /** Of each pack the price that was loaded last, at most by the given load. */
    private static final String IN_FORCE = """
            SELECT DISTINCT ON (month, lower(name), pack_size)
                   month, name, pack_size, unit, price_p, file_row
              FROM tariff_concession
             WHERE month = :month
               AND load <= :load
             ORDER BY month, lower(name), pack_size, load DESC
            """;

    /** Those of a load that were not in force at that price before. */
    private static final String CHANGED = """
            SELECT line.month, line.name, line.pack_size, line.unit, line.price_p, line.file_row
              FROM tariff_concession line
              LEFT JOIN LATERAL (
                       SELECT earlier.price_p
                         FROM tariff_concession earlier
                        WHERE earlier.month = line.month
                          AND lower(earlier.name) = lower(line.name)
                          AND earlier.pack_size = line.pack_size
                          AND earlier.load < line.load
                        ORDER BY earlier.load DESC
                        LIMIT 1) before ON true
             WHERE line.load = :load
               AND before.price_p IS DISTINCT FROM line.price_p
             ORDER BY line.month, line.file_row
            """;

    private final JdbcClient jdbc;

    ConcessionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The load that had the very same file. */
    Optional<Long> load(byte[] digest) {
        return jdbc.sql(FIND_LOAD).param("digest", digest).query(Long.class).optional();
    }

    /** Adds a whole file; answers the number of the load. */
    long add(List<Line> lines, byte[] digest, Instant loadedAt, Progress progress) {
        long load = jdbc.sql(ADD_LOAD)
                .param("digest", digest)
                .param("lines", lines.size())
                .param("loadedAt", Timestamp.from(loadedAt))
                .query(Long.class)
                .single();
        BulkInsert insert = new BulkInsert(jdbc.sql(ADD_LINES).param("load", load), progress);
        for (Line line : lines) {
            insert.add(
                    line.month().atDay(1).toString(),
                    line.name(),
                    line.size().toPlainString(),
                    line.unit(),
                    String.valueOf(line.price().value()),
                    String.valueOf(line.fileRow()));
        }
        if (insert.finish() != lines.size()) {
            throw new IllegalStateException("the load does not hold what was read");
        }
        return load;
    }

    /** The concessions of a month. */
    List<Line> inForce(YearMonth month) {
        return jdbc.sql(IN_FORCE)
                .param("month", month.atDay(1))
                .param("load", Long.MAX_VALUE)
                .query((row, number) -> line(row))
                .list();
    }

    /** The concessions that a load brought or changed. */
    List<Line> changedBy(long load) {
        return jdbc.sql(CHANGED)
                .param("load", load)
                .query((row, number) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getString("name"),
                row.getBigDecimal("pack_size"),
                row.getString("unit"),
                new Pence(row.getLong("price_p")),
                row.getInt("file_row"));
    }
}
