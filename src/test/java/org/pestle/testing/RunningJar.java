package org.pestle.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The packaged service as a process of its own, started as people start it, on a free port. */
public final class RunningJar implements AutoCloseable {
    /** Where the build leaves it. */
    public static final Path JAR = Path.of("target", "pestle.jar");

    private static final int WITHIN_SECONDS = 180;

    private final Process process;
    private final int port;

    private RunningJar(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on a data folder, without the validator, and waits until it says that it is ready. */
    public static RunningJar start(Path home) {
        return start(UnpackedJar.command("--pestle.validation.warm-up=false"), home);
    }

    /** The same by a command that starts it. */
    public static RunningJar start(List<String> command, Path home) {
        mustBeThere();
        try {
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment(home, port));
            Process process = builder.start();
            RunningJar started = new RunningJar(process, port);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            started.awaitReady();
            return started;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What a process needs to find this service and its data. */
    public static Map<String, String> environment(Path home, int port) {
        return Map.of(
                "PESTLE_HOME",
                home.toString(),
                "PESTLE_SANDBOX_PROGRAMS",
                Database.cache().toString(),
                "PESTLE_URL",
                "http://localhost:" + port,
                "PATH",
                Path.of(java()).getParent() + ":" + System.getenv("PATH"),
                "SERVER_PORT",
                Integer.toString(port),
                "MANAGEMENT_SERVER_PORT",
                "0");
    }

    /** Its address. */
    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Ends it at once and without warning, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends it in order, and reads until then what it says. */
    @Override
    public void close() {
        process.toHandle().destroy();
        awaitEnd();
    }

    /** The Java that this process runs on. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static void mustBeThere() {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is not there: run mvn package first");
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the service did not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads what it says until it is ready, and goes on reading so that it never waits for a reader. */
    private void awaitReady() {
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        List<String> said = new CopyOnWriteArrayList<>();
        Thread.ofVirtual().start(() -> {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!ready.isDone()) {
                        said.add(line);
                    }
                    if (line.startsWith("Pestle is ready")) {
                        ready.complete(true);
                    }
                }
            } catch (IOException ended) {
                // said below
            }
            ready.complete(false);
        });
        try {
            if (!ready.get(WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the service ended while it started:\n" + String.join("\n", said));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            process.destroyForcibly();
            throw new IllegalStateException("the service did not start:\n" + String.join("\n", said), late);
        }
    }

    /** Below the ports of outgoing connections, one of which could take it before the service does. */
    private static int freePort() throws IOException {
        while (true) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 30_000))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // another one then
            }
        }
    }
}
