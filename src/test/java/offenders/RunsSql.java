package offenders;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs SQL outside a table class. */
public record RunsSql(JdbcClient jdbc) {
    /** Runs it. */
    public int count() {
        return jdbc.sql("SELECT count(*) FROM prescription")
                .query(Integer.class)
                .single();
    }
}
