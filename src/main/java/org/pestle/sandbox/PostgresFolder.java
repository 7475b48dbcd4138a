package org.pestle.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The folder of one PostgreSQL: its cluster, the passwords of its roles and its log. The cluster is made with both
 * roles and the database in a folder beside its own and then moved there, so that one that exists is complete.
 *
 * @param root absolute
 */
record PostgresFolder(Path root) {
    static final String SUPERUSER = "postgres";
    static final String OWNER = "pestle_owner";
    static final String APPLICATION = "pestle_app";
    static final String DATABASE = "pestle";

    private static final int PASSWORD_BYTES = 24;

    Path cluster() {
        return root.resolve("cluster");
    }

    Path log() {
        return root.resolve("server.log");
    }

    Path lock() {
        return root.resolve("lock");
    }

    /** How to reach a database as one of the roles. */
    DatabaseAccess access(int port, String database, String role) {
        return new DatabaseAccess(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                role,
                read(secrets()).getProperty(role));
    }

    /** Makes the cluster, if there is none. */
    void makeCluster(PostgresBinaries binaries, ServerUser user) {
        if (Files.isDirectory(cluster())) {
            return;
        }
        Properties passwords = new Properties();
        Stream.of(SUPERUSER, OWNER, APPLICATION).forEach(role -> passwords.setProperty(role, randomPassword()));
        write(secrets(), passwords);
        try {
            Path unfinished = Files.createTempDirectory(root, "unfinished-");
            user.own(unfinished);
            initialise(binaries, user, unfinished, passwords);
            Files.move(unfinished.resolve("cluster"), cluster(), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(unfinished.resolve("password"));
            Files.delete(unfinished);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot make a database in " + root, broken);
        }
    }

    /** The process that the server's own file names, if that process lives and is a PostgreSQL of this folder. */
    Optional<ProcessHandle> runningServer() {
        Path file = cluster().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file).getFirst().trim()))
                    .filter(this::isServerOfThisFolder);
        } catch (IOException | NumberFormatException | NoSuchElementException unreadable) {
            return Optional.empty();
        }
    }

    /** The port of the server, once its own file says that it takes connections. */
    OptionalInt readyOn() {
        try {
            List<String> lines = Files.readAllLines(cluster().resolve("postmaster.pid"));
            return lines.size() >= 8 && lines.get(7).trim().equals("ready")
                    ? OptionalInt.of(Integer.parseInt(lines.get(3).trim()))
                    : OptionalInt.empty();
        } catch (IOException notYet) {
            return OptionalInt.empty();
        }
    }

    private Path secrets() {
        return root.resolve("passwords.properties");
    }

    private boolean isServerOfThisFolder(ProcessHandle process) {
        try {
            String command = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return command.contains(cluster().toString());
        } catch (IOException gone) {
            return false;
        }
    }

    private void initialise(PostgresBinaries binaries, ServerUser user, Path folder, Properties passwords)
            throws IOException {
        Path cluster = folder.resolve("cluster");
        Path password = folder.resolve("password");
        PrivateFile.write(password, passwords.getProperty(SUPERUSER));
        user.own(password);
        List<String> initdb = new ArrayList<>(List.of(binaries.program("initdb"), "--pgdata=" + cluster));
        initdb.addAll(List.of("--username=" + SUPERUSER, "--pwfile=" + password, "--auth=scram-sha-256"));
        initdb.addAll(List.of("--data-checksums", "--encoding=UTF8", "--locale=C"));
        initdb.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"));
        run(user, initdb, "");
        run(
                user,
                List.of(binaries.program("postgres"), "--single", "-D", cluster.toString(), SUPERUSER),
                // one statement per line
                """
                CREATE ROLE pestle_owner LOGIN PASSWORD '%s'
                CREATE ROLE pestle_app LOGIN PASSWORD '%s'
                CREATE DATABASE pestle OWNER pestle_owner
                REVOKE ALL ON DATABASE pestle FROM PUBLIC
                GRANT CONNECT ON DATABASE pestle TO pestle_app
                """.formatted(passwords.getProperty(OWNER), passwords.getProperty(APPLICATION)));
    }

    private static void run(ServerUser user, List<String> program, String input) throws IOException {
        Process process = new ProcessBuilder(user.command(program))
                .redirectErrorStream(true)
                .start();
        try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
            writer.write(input);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.onExit().join().exitValue();
        if (status != 0 || output.contains("ERROR:") || output.contains("FATAL:")) {
            throw new IllegalStateException(
                    Path.of(program.getFirst()).getFileName() + " failed with status " + status + ":\n" + output);
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + file, broken);
        }
    }

    private static void write(Path file, Properties properties) {
        try {
            StringWriter text = new StringWriter();
            properties.store(text, null);
            PrivateFile.write(file, text.toString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
