package org.pestle.pricing;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How PostgreSQL goes about the statements of a night: what suits all claims of a day does not suit a few among all
 * that there ever were. Ends with the transaction.
 */
@Component
class PlanTable {
    private static final String FOR_A_NIGHT = """
            SELECT set_config('statement_timeout', '0', true), set_config('enable_nestloop', 'off', true),
                   set_config('work_mem', '64MB', true)
            """;

    private static final String SET = "SELECT set_config(:setting, :value, true)";

    private final JdbcClient jdbc;

    PlanTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The whole country's claims take longer than the limit of ordinary statements, and are joined as wholes. */
    void forANight() {
        jdbc.sql(FOR_A_NIGHT).query((row, number) -> true).single();
    }

    /** Work with few rows, to which indexes lead. */
    <T> T byIndex(Supplier<T> work) {
        set("enable_nestloop", "on");
        T done = work.get();
        set("enable_nestloop", "off");
        return done;
    }

    /** Work that adds rows up in memory as they are read, instead of sorting them first. */
    <T> T withoutSorting(Supplier<T> work) {
        set("enable_sort", "off");
        T done = work.get();
        set("enable_sort", "on");
        return done;
    }

    private void set(String setting, String value) {
        jdbc.sql(SET)
                .param("setting", setting)
                .param("value", value)
                .query((row, number) -> true)
                .single();
    }
}
