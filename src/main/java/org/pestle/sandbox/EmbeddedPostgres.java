package org.pestle.sandbox;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL that this process starts, keeps its data in a folder, and takes with it when it ends, however it
 * ends. It listens on the loopback address only, asks for passwords (scram) and writes through to the disk.
 *
 * <p>Whoever starts it closes it; if that does not come to pass, the kernel stops it when this process is gone. One
 * process at a time holds a folder; a second one is told which process that is ({@link DataInUse}).
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final long BYTES_OF_A_MEGABYTE = 1 << 20;
    private static final long LEAST_MEGABYTES = 128;
    private static final long MOST_MEGABYTES = 1024;
    private static final Duration PREDECESSOR_ENDS_WITHIN = Duration.ofSeconds(30);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);
    private static final int LOG_LINES_SHOWN = 20;

    private final PostgresFolder folder;
    private final int port;
    private final @Nullable Process server;
    private final @Nullable FileChannel lock;

    private EmbeddedPostgres(PostgresFolder folder, int port, @Nullable Process server, @Nullable FileChannel lock) {
        this.folder = folder;
        this.port = port;
        this.server = server;
        this.lock = lock;
    }

    /**
     * Starts it, and makes the cluster, roles and database first if the folder has none.
     *
     * @param home the folder of this PostgreSQL: data, passwords, log
     * @param cache where the programs are unpacked, shared between homes
     * @param settings settings of the server beyond those that every one gets
     * @throws DataInUse if another process holds the folder
     */
    public static EmbeddedPostgres start(Path home, Path cache, Map<String, String> settings) {
        return start(home, cache, settings, ServerUser.suitable());
    }

    static EmbeddedPostgres start(Path home, Path cache, Map<String, String> settings, ServerUser user) {
        PostgresFolder folder = new PostgresFolder(home.toAbsolutePath().normalize());
        FileChannel lock = hold(folder);
        try {
            PostgresBinaries binaries = PostgresBinaries.unpackedIn(cache);
            folder.makeCluster(binaries, user);
            user.own(folder.cluster());
            clearUpAfterCrash(folder);
            int port = freePort();
            Process server = BoundProcess.start(user, command(binaries, folder, port, settings), folder.log());
            EmbeddedPostgres started = new EmbeddedPostgres(folder, port, server, lock);
            started.awaitReady(server);
            return started;
        } catch (RuntimeException broken) {
            release(lock);
            throw broken;
        }
    }

    /** The server that another process runs on this folder, if there is one; closing it here leaves it running. */
    public static Optional<EmbeddedPostgres> running(Path home) {
        PostgresFolder folder = new PostgresFolder(home.toAbsolutePath().normalize());
        OptionalInt port = folder.runningServer().isPresent() ? folder.readyOn() : OptionalInt.empty();
        return port.isPresent()
                ? Optional.of(new EmbeddedPostgres(folder, port.getAsInt(), null, null))
                : Optional.empty();
    }

    /** As the owner of the database, who may change the schema. */
    public DatabaseAccess owner() {
        return folder.access(port, PostgresFolder.DATABASE, PostgresFolder.OWNER);
    }

    /** As the application, which may not. */
    public DatabaseAccess application() {
        return folder.access(port, PostgresFolder.DATABASE, PostgresFolder.APPLICATION);
    }

    /** As the one who may do everything, for tests that make databases. */
    public DatabaseAccess superuser() {
        return folder.access(port, "postgres", PostgresFolder.SUPERUSER);
    }

    /** The process of the server. */
    ProcessHandle process() {
        return folder.runningServer().orElseThrow();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Stops it, if this process started it: running statements are broken off, the data is written out. */
    @Override
    public synchronized void close() {
        if (server == null || lock == null || !lock.isOpen()) {
            return;
        }
        stop(server);
        release(lock);
    }

    private static void stop(Process server) {
        try {
            // The server takes an interrupt for "fast": it does not wait for its clients.
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
            if (!server.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (IOException noKillCommand) {
            server.destroy();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            server.destroyForcibly();
        }
    }

    private static FileChannel hold(PostgresFolder folder) {
        try {
            Files.createDirectories(folder.root());
            FileChannel channel = FileChannel.open(
                    folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                String holder = Files.readString(folder.lock()).trim();
                channel.close();
                throw new DataInUse(folder.root(), holder.isEmpty() ? -1 : Long.parseLong(holder));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot use the folder " + folder.root(), broken);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            @SuppressWarnings("resource") // is released with its channel
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Waits for the server of a predecessor that was killed, and removes the file that a crash left behind: its process
     * id may belong to another process by now.
     */
    private static void clearUpAfterCrash(PostgresFolder folder) {
        Optional<ProcessHandle> predecessor = folder.runningServer();
        if (predecessor.isPresent()) {
            try {
                predecessor.get().onExit().get(PREDECESSOR_ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException lives) {
                throw new DataInUse(folder.root(), predecessor.get().pid());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        try {
            Files.deleteIfExists(folder.cluster().resolve("postmaster.pid"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> command(
            PostgresBinaries binaries, PostgresFolder folder, int port, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("port", Integer.toString(port));
        settings.put("fsync", "on");
        settings.put("full_page_writes", "on");
        settings.put("synchronous_commit", "on");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("max_connections", "100");
        settings.put("shared_buffers", sharedBuffers());
        settings.put("max_wal_size", "4GB");
        settings.put("checkpoint_timeout", "15min");
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        // A log must not carry what a statement was about.
        settings.put("log_min_error_statement", "panic");
        settings.put("log_error_verbosity", "terse");
        settings.putAll(more);
        List<String> command = new ArrayList<>(
                List.of(binaries.program("postgres"), "-D", folder.cluster().toString()));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    /**
     * An eighth of the machine's memory, 1 GB at most, so that a night reads little twice; taken only as it is used.
     */
    private static String sharedBuffers() {
        long megabytes =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
                        / BYTES_OF_A_MEGABYTE;
        return Math.clamp(megabytes / 8, LEAST_MEGABYTES, MOST_MEGABYTES) + "MB";
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new UncheckedIOException("no free port", broken);
        }
    }

    private void awaitReady(Process process) {
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        try {
            while (folder.readyOn().isEmpty()) {
                boolean ended = process.waitFor(10, TimeUnit.MILLISECONDS);
                if (ended || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "PostgreSQL did not start in " + folder.root() + ":\n" + lastOfLog());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL was starting", interrupted);
        }
    }

    private String lastOfLog() {
        try {
            List<String> lines = Files.readAllLines(folder.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException unreadable) {
            return "(no log at " + folder.log() + ")";
        }
    }
}
