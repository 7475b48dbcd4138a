package org.pestle;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The schema of a database as text, in a fixed order: what {@code db/schema.sql} holds. */
final class SchemaText {
    /** Tables, without partitions; those of libraries, which are not ours to describe column by column, at the end. */
    private static final String TABLES = """
            SELECT c.relname || coalesce(' PARTITION BY ' || pg_get_partkeydef(c.oid), '')
                   || coalesce((SELECT ' -- ' || count(*) || ' partitions'
                                  FROM pg_inherits i
                                 WHERE i.inhparent = c.oid
                                HAVING count(*) > 0), '')
              FROM pg_class c
             WHERE c.relnamespace = 'public'::regnamespace
               AND c.relkind IN ('r', 'p')
               AND NOT c.relispartition
               AND c.relname <> 'flyway_schema_history'
             ORDER BY c.relname
            """;

    private static final String COLUMNS = """
            SELECT '    ' || rpad(a.attname, 24) || ' ' || format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                   || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
              FROM pg_attribute a
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE a.attrelid = to_regclass(:table)
               AND a.attnum > 0
               AND NOT a.attisdropped
             ORDER BY a.attnum
            """;

    private static final String CONSTRAINTS = """
            SELECT '    ' || conname || ': ' || pg_get_constraintdef(oid)
              FROM pg_constraint
             WHERE conrelid = to_regclass(:table)
               AND contype <> 'n'
               AND conparentid = 0
             ORDER BY contype DESC, conname
            """;

    private static final String INDEXES = """
            SELECT '    ' || regexp_replace(pg_get_indexdef(i.indexrelid), ' ON (ONLY )?public\\.\\S+', '')
              FROM pg_index i
             WHERE i.indrelid = to_regclass(:table)
               AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
             ORDER BY 1
            """;

    private static final String TRIGGERS = """
            SELECT '    ' || pg_get_triggerdef(oid)
              FROM pg_trigger
             WHERE tgrelid = to_regclass(:table)
               AND NOT tgisinternal
             ORDER BY tgname
            """;

    private static final String GRANTS = """
            SELECT '    GRANT ' || string_agg(privilege_type, ', ' ORDER BY privilege_type) || ' TO ' || grantee
              FROM information_schema.role_table_grants
             WHERE table_schema = 'public'
               AND table_name = :table
               AND grantee <> grantor
             GROUP BY grantee
             ORDER BY grantee
            """;

    private static final String POLICIES = """
            SELECT '    POLICY ' || policyname || ' FOR ' || cmd || ' TO ' || array_to_string(roles, ', ')
                   || coalesce(' USING ' || qual, '') || coalesce(' WITH CHECK ' || with_check, '')
              FROM pg_policies
             WHERE schemaname = 'public'
               AND tablename = :table
             ORDER BY policyname
            """;

    private static final String SEQUENCES = """
            SELECT sequencename || ' ' || data_type::text
              FROM pg_sequences
             WHERE schemaname = 'public'
             ORDER BY sequencename
            """;

    private static final String FUNCTIONS = """
            SELECT pg_get_functiondef(oid)
              FROM pg_proc
             WHERE pronamespace = 'public'::regnamespace
             ORDER BY proname, pg_get_function_identity_arguments(oid)
            """;

    private final JdbcClient jdbc;
    private final StringBuilder text = new StringBuilder();

    private SchemaText(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The whole schema of a database. */
    static String of(JdbcClient jdbc) {
        return new SchemaText(jdbc).write();
    }

    private String write() {
        text.append("-- The schema as it is after every migration, made from the catalogue. To read, not to run.\n");
        for (String table : list(TABLES)) {
            String name = table.split(" ", 2)[0];
            text.append("\nTABLE ").append(table).append('\n');
            for (String part : List.of(COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, POLICIES, GRANTS)) {
                jdbc.sql(part).param("table", name).query(String.class).list().forEach(this::line);
            }
        }
        text.append('\n');
        list(SEQUENCES).forEach(sequence -> line("SEQUENCE " + sequence));
        list(FUNCTIONS)
                .forEach(function ->
                        text.append('\n').append(function.stripTrailing()).append('\n'));
        return text.toString().replaceAll("[ \t]+\n", "\n");
    }

    private List<String> list(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
