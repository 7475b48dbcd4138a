package org.pestle.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that every table says of one prescription: two of them are equal if nothing at all has changed. Which calls were
 * received, and the audit trail of refused ones, are not part of a prescription.
 */
public record WholeRecord(Map<String, String> rows) {
    /** What the tables of a service say now. */
    public static WholeRecord of(Service service, String shortId) {
        JdbcClient jdbc = JdbcClient.create(service.context().getBean(DataSource.class));
        List<String> tables = jdbc.sql("""
                        SELECT c.table_name
                          FROM information_schema.columns c
                          JOIN pg_class t ON t.relname = c.table_name AND NOT t.relispartition
                         WHERE c.column_name = 'prescription_id'
                           AND c.table_schema = 'public'
                         ORDER BY 1
                        """).query(String.class).list();
        Map<String, String> rows = new LinkedHashMap<>();
        for (String table : tables) {
            rows.put(
                    table,
                    jdbc.sql("SELECT coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '') FROM " + table
                                    + " t WHERE prescription_id = :id")
                            .param("id", shortId.replace("-", ""))
                            .query(String.class)
                            .single());
        }
        return new WholeRecord(rows);
    }
}
