package org.pestle.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.pestle.sandbox.DatabaseAccess;
import org.pestle.sandbox.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database of a test's own, with the schema of the service, on a real PostgreSQL that lives as long as the test
 * process. The schema is migrated once; each database is a copy of it, or one that an earlier test gave back. Making
 * one closes the connections that others hold idle, so that the number of tests is not bounded by the connections of
 * the server.
 */
public final class Database implements AutoCloseable {
    private static final Path CACHE = Path.of("target", "postgres").toAbsolutePath();
    private static final Queue<Database> MADE = new ConcurrentLinkedQueue<>();
    private static final Deque<Database> GIVEN_BACK = new ConcurrentLinkedDeque<>();

    private final String name;
    private final HikariDataSource application;
    private final HikariDataSource owner;

    private Database(String name) {
        this.name = name;
        this.application = pool(Server.POSTGRES.application(), name, 20);
        this.owner = pool(Server.POSTGRES.owner(), name, 2);
    }

    /** An empty database that no other test uses. */
    public static Database fresh() {
        @Nullable Database used = GIVEN_BACK.pollFirst();
        MADE.stream().filter(other -> other != used).forEach(Database::closeIdleConnections);
        if (used != null) {
            return used;
        }
        Database made = new Database(Server.takeCopy());
        MADE.add(made);
        return made;
    }

    /** Gives it back empty for a later test, unless this one changed more than rows or still holds locks. */
    @Override
    public void close() {
        if (Server.empty(name)) {
            GIVEN_BACK.addFirst(this);
        }
    }

    /**
     * Plans each statement once for all parameters, as suits a test that repeats the same ones thousands of times; the
     * plans are of no consequence to what they find.
     */
    public void planOnce() {
        JdbcClient.create(owner)
                .sql("ALTER DATABASE " + name + " SET plan_cache_mode = force_generic_plan")
                .update();
        closeIdleConnections();
    }

    /** Its name, which no other test process gives. */
    public String name() {
        return name;
    }

    /** Connections as the application has them. */
    public DataSource application() {
        return application;
    }

    /** Connections of the owner, who may change everything. */
    public DataSource owner() {
        return owner;
    }

    /** SQL as the application. */
    public JdbcClient jdbc() {
        return JdbcClient.create(application);
    }

    /** Transactions of the application. */
    public TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(application));
    }

    /** Where programs are unpacked, for tests that start servers of their own. */
    public static Path cache() {
        return CACHE;
    }

    private void closeIdleConnections() {
        application.getHikariPoolMXBean().softEvictConnections();
        owner.getHikariPoolMXBean().softEvictConnections();
    }

    private static HikariDataSource pool(DatabaseAccess access, String database, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(inDatabase(access.url(), database));
        config.setUsername(access.user());
        config.setPassword(access.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setIdleTimeout(10_000);
        config.setPoolName(database + " as " + access.user());
        return new HikariDataSource(config);
    }

    private static String inDatabase(String url, String database) {
        return url.substring(0, url.lastIndexOf('/') + 1) + database;
    }

    /** The one server of this test process. */
    private static final class Server {
        private static final String TEMPLATE = "pestle";
        private static final AtomicInteger COUNT = new AtomicInteger();

        /**
         * What a test may have changed: columns, constraints, policies, triggers, functions, settings of the database.
         */
        private static final String READ_SCHEMA = """
                SELECT concat_ws(' ',
                                 (SELECT count(*) FROM pg_attribute),
                                 (SELECT count(*) FROM pg_constraint),
                                 (SELECT count(*) FROM pg_policy),
                                 (SELECT count(*) FROM pg_class WHERE relrowsecurity),
                                 (SELECT md5(string_agg(concat(tgrelid, tgname, tgenabled), ' ' ORDER BY oid))
                                    FROM pg_trigger),
                                 (SELECT md5(string_agg(prosrc, ' ' ORDER BY oid))
                                    FROM pg_proc
                                   WHERE pronamespace = 'public'::regnamespace),
                                 (SELECT count(*)
                                    FROM pg_db_role_setting
                                    JOIN pg_database ON pg_database.oid = setdatabase
                                   WHERE datname = current_database()))
                """;

        /** Rows one by one, without triggers: a truncated table costs new files, which is what is to be saved. */
        private static final String EMPTY = """
                SET lock_timeout = '5s';
                SET session_replication_role = replica;
                DO $$
                DECLARE
                    filled regclass;
                BEGIN
                    FOR filled IN
                        SELECT oid
                          FROM pg_class
                         WHERE relnamespace = 'public'::regnamespace
                           AND relkind = 'r'
                           AND relname <> 'flyway_schema_history'
                           AND pg_relation_size(oid) > 0
                    LOOP
                        EXECUTE format('DELETE FROM %s', filled);
                    END LOOP;
                    PERFORM setval(seqrelid, seqstart, false)
                       FROM pg_sequence
                      WHERE pg_sequence_last_value(seqrelid) IS NOT NULL;
                END $$
                """;

        /** Nothing outlives the process, and no test lasts long enough to need its hundreds of databases tidied. */
        private static final Map<String, String> SETTINGS =
                Map.of("max_connections", "300", "fsync", "off", "full_page_writes", "off", "autovacuum", "off");

        private static final ExecutorService COPYIST = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("database-copyist").daemon().factory());
        private static final EmbeddedPostgres POSTGRES = start();
        private static final String SCHEMA = schemaOf(TEMPLATE);
        private static Future<String> next = COPYIST.submit(Server::copyTemplate);

        private static EmbeddedPostgres start() {
            try {
                Path home = Files.createTempDirectory(Files.createDirectories(CACHE), "test-");
                EmbeddedPostgres postgres = EmbeddedPostgres.start(home, CACHE, SETTINGS);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndDelete(postgres, home)));
                Flyway.configure()
                        .dataSource(
                                postgres.owner().url(),
                                postgres.owner().user(),
                                postgres.owner().password())
                        .locations("classpath:db/migration")
                        .load()
                        .migrate();
                return postgres;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        /** Hundreds of thousands of files take longer to delete than a build waits for the end of its tests. */
        private static void stopAndDelete(EmbeddedPostgres postgres, Path home) {
            postgres.close();
            try {
                new ProcessBuilder("rm", "-rf", home.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        /** The name of a copy; the next one is made while the test works on this one. */
        private static synchronized String takeCopy() {
            Future<String> copy = next;
            next = COPYIST.submit(Server::copyTemplate);
            try {
                return copy.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the test was interrupted", interrupted);
            } catch (ExecutionException broken) {
                throw new IllegalStateException("cannot make a database for the test", broken.getCause());
            }
        }

        private static String copyTemplate() throws SQLException {
            String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
            try (Connection connection = superuser("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER pestle_owner STRATEGY file_copy");
                statement.execute("GRANT CONNECT ON DATABASE " + name + " TO pestle_app");
            }
            return name;
        }

        private static Connection superuser(String database) throws SQLException {
            DatabaseAccess superuser = POSTGRES.superuser();
            return DriverManager.getConnection(
                    inDatabase(superuser.url(), database), superuser.user(), superuser.password());
        }

        private static String schemaOf(String database) {
            try (Connection connection = superuser(database);
                    Statement statement = connection.createStatement()) {
                return schema(statement);
            } catch (SQLException broken) {
                throw new IllegalStateException("cannot read the schema of " + database, broken);
            }
        }

        private static String schema(Statement statement) throws SQLException {
            try (ResultSet schema = statement.executeQuery(READ_SCHEMA)) {
                schema.next();
                return schema.getString(1);
            }
        }

        /** Whether the database is empty now and has the schema that it began with. */
        private static boolean empty(String database) {
            try (Connection connection = superuser(database);
                    Statement statement = connection.createStatement()) {
                if (!schema(statement).equals(SCHEMA)) {
                    return false;
                }
                statement.execute(EMPTY);
                return true;
            } catch (SQLException inUse) {
                return false;
            }
        }
    }
}
