package org.pestle.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of the jobs' last results. */
@Component
class LastNightTable {
    private static final String KEEP = """
            INSERT INTO night_result (job, status, read, written, refused, totals, ended_at)
            VALUES (:job, :status, :read, :written, :refused, CAST(:totals AS jsonb), :endedAt)
            ON CONFLICT (job) DO UPDATE
               SET status = excluded.status, read = excluded.read, written = excluded.written,
                   refused = excluded.refused, totals = excluded.totals, ended_at = excluded.ended_at
            """;

    private static final String ALL = """
            SELECT job, status, read, written, refused, totals, ended_at
              FROM night_result
             ORDER BY ended_at DESC, job
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LastNightTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void keep(LastNight.Job job) {
        jdbc.sql(KEEP)
                .param("job", job.job())
                .param("status", job.status())
                .param("read", job.read())
                .param("written", job.written())
                .param("refused", job.refused())
                .param("totals", json.writeValueAsString(job.totals()))
                .param("endedAt", Timestamp.from(job.endedAt()))
                .update();
    }

    List<LastNight.Job> all() {
        return jdbc.sql(ALL).query((row, number) -> read(row)).list();
    }

    private LastNight.Job read(ResultSet row) throws SQLException {
        Map<String, Object> totals = json.readValue(row.getString("totals"), new TypeReference<>() {});
        return new LastNight.Job(
                row.getString("job"),
                row.getString("status"),
                row.getLong("read"),
                row.getLong("written"),
                row.getLong("refused"),
                totals,
                row.getTimestamp("ended_at").toInstant());
    }
}
