package org.pestle.reporting;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The SQL by which a transaction says for which commissioner it works. From there to its end the database shows it the
 * reports and bulk exports of that commissioner and of no other, whatever its statements ask for; a transaction that
 * says nothing is shown none.
 */
@Component
class ScopeTable {
    /** How long a statement may take whose result somebody waits for. */
    static final Duration FOR_READING = Duration.ofSeconds(30);

    /** How long one may take that writes what there is of a whole country. */
    static final Duration FOR_WRITING = Duration.ofMinutes(30);

    private static final String WORK_FOR = """
            SELECT set_config('pestle.commissioner', :commissioner, true), set_config('statement_timeout', :limit, true)
            """;

    /** No code of an organisation: all bulk exports, and no report. */
    private static final String EVERYBODY = "*";

    private final JdbcClient jdbc;

    ScopeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Works for one commissioner to the end of the transaction.
     *
     * @param commissioner whose rows are seen, or null for the bulk exports of all
     * @param limit how long a statement may take
     */
    void workFor(@Nullable OdsCode commissioner, Duration limit) {
        jdbc.sql(WORK_FOR)
                .param("commissioner", commissioner == null ? EVERYBODY : commissioner.value())
                .param("limit", limit.toMillis() + "ms")
                .query((row, number) -> true)
                .single();
    }
}
