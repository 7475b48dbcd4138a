package org.pestle;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pestle.testing.Database;
import org.pestle.testing.GeneratedDocument;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@code db/} says of the database is true of the database as it is migrated. */
class DatabaseTruthTest {
    private static final Pattern MIGRATION = Pattern.compile("V[0-9]{3}__[A-Za-z][a-z]*(_[a-z]+)*\\.(sql|java)");

    private static final String TABLES = """
            SELECT relname
              FROM pg_class
             WHERE relnamespace = 'public'::regnamespace
               AND relkind IN ('r', 'p')
               AND NOT relispartition
            """;

    /** Spring Batch and Flyway keep their own tables in their own way. */
    private static final String COLUMNS_OF_A_WRONG_TYPE = """
            SELECT table_name || '.' || column_name || ' ' || data_type
              FROM information_schema.columns
             WHERE table_schema = 'public'
               AND table_name NOT LIKE 'batch\\_%'
               AND table_name <> 'flyway_schema_history'
               AND (data_type IN ('timestamp without time zone', 'time without time zone', 'money', 'real',
                                  'double precision', 'character')
                    OR (column_name ~ '(_p|_pence|price|amount|charge_p|fee|total)$'
                        AND data_type NOT IN ('bigint', 'numeric', 'integer', 'jsonb')))
            """;

    private static final Database DATABASE = Database.fresh();

    private final JdbcClient owner = JdbcClient.create(DATABASE.owner());

    /** One row of the table in {@code db/README.md}. */
    private record Described(String table, String module, String meaning, String kept) {}

    @Test
    void every_table_is_described_and_every_described_table_exists() throws IOException {
        assertThat(described().stream().map(Described::table))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(tables());
    }

    @Test
    void every_description_names_owner_meaning_and_retention() throws IOException {
        assertThat(described()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.meaning()).as(row.table()).hasSizeGreaterThan(10);
            assertThat(row.kept()).as(row.table()).isNotBlank();
            assertThat(Path.of("src/main/java/org/pestle", row.module())
                                    .toFile()
                                    .isDirectory()
                            || Path.of("batch-jobs/java/org/pestle", row.module())
                                    .toFile()
                                    .isDirectory())
                    .as("module %s of %s", row.module(), row.table())
                    .isTrue();
        });
    }

    @Test
    void a_table_that_is_not_described_is_noticed() throws IOException {
        Database other = Database.fresh();
        JdbcClient.create(other.owner()).sql("CREATE TABLE planted (a int)").update();

        assertThat(JdbcClient.create(other.owner())
                        .sql(TABLES)
                        .query(String.class)
                        .set())
                .contains("planted")
                .isNotEqualTo(described().stream().map(Described::table).collect(toSet()));
    }

    @Test
    void the_schema_file_is_the_schema_as_migrated() {
        GeneratedDocument.check(Path.of("db/schema.sql"), SchemaText.of(owner));
    }

    @Test
    void money_is_a_number_and_time_has_a_zone() {
        assertThat(owner.sql(COLUMNS_OF_A_WRONG_TYPE).query(String.class).list())
                .isEmpty();
    }

    @Test
    void money_as_text_and_time_without_a_zone_are_noticed() {
        Database other = Database.fresh();
        JdbcClient jdbc = JdbcClient.create(other.owner());
        jdbc.sql("CREATE TABLE planted (price text, paid_at timestamp, rate double precision)")
                .update();

        assertThat(jdbc.sql(COLUMNS_OF_A_WRONG_TYPE).query(String.class).list())
                .containsExactlyInAnyOrder(
                        "planted.price text",
                        "planted.paid_at timestamp without time zone",
                        "planted.rate double precision");
    }

    @Test
    void migrations_are_named_after_their_module_and_numbered_once() throws IOException {
        List<Path> files = migrations();

        assertThat(files).isNotEmpty().allSatisfy(file -> {
            assertThat(file.getFileName().toString()).matches(MIGRATION);
            assertThat(file.toString())
                    .as("it lies in a folder of its module")
                    .matches("(batch-jobs/java/)?db/migration/[a-z]+/[^/]+");
        });
        assertThat(files.stream().map(file -> file.getFileName().toString().substring(0, 4)))
                .doesNotHaveDuplicates();
        assertThat("V12_wrong.SQL").doesNotMatch(MIGRATION);
    }

    @Test
    void the_application_may_not_change_history() {
        List<String> histories = owner.sql("""
                        SELECT table_name || ' ' || privilege_type
                          FROM information_schema.role_table_grants
                         WHERE grantee = 'pestle_app'
                           AND table_name IN ('audit_head', 'audit_event', 'prescription_event')
                        """).query(String.class).list();

        assertThat(histories)
                .containsExactlyInAnyOrder(
                        "audit_event SELECT",
                        "audit_head SELECT",
                        "prescription_event INSERT",
                        "prescription_event SELECT");
    }

    private Set<String> tables() {
        return owner.sql(TABLES).query(String.class).set();
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> sql = Files.walk(Path.of("db/migration"));
                Stream<Path> java = Files.walk(Path.of("batch-jobs/java/db/migration"))) {
            return Stream.concat(sql, java)
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches("afterMigrate__.*|package-info.java"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Described> described() throws IOException {
        return Files.readAllLines(Path.of("db/README.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(cells -> new Described(cells.get(1).replace("`", ""), cells.get(2), cells.get(3), cells.get(4)))
                .toList();
    }
}
