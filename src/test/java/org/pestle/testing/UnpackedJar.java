package org.pestle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged service laid out in a folder by its own tool, a jar beside its libraries, and a cache of what Java
 * learnt in one start of it: with both a start takes less than half the processor time. Made once after each build, by
 * the test that needs it first.
 */
public final class UnpackedJar {
    private static final Path FOLDER = RunningJar.JAR.resolveSibling("unpacked");
    private static final Path JAR = FOLDER.resolve(RunningJar.JAR.getFileName());
    private static final Path CACHE = FOLDER.resolve("pestle.aot");
    private static final Path LOCK = FOLDER.resolveSibling("unpacked.lock");
    /** For a process that lives for some seconds only: compiled lightly, because nothing runs often enough for more. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private UnpackedJar() {}

    /**
     * The command that starts it. Of several processes that ask at once one makes it while the others wait.
     *
     * @param told what the service is told
     * @throws IllegalStateException if nothing was packaged
     */
    public static List<String> command(String... told) {
        try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            if (!isOfThisBuild()) {
                unpack();
                learn();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return startedWith("-XX:AOTCache=" + CACHE, told);
    }

    private static boolean isOfThisBuild() throws IOException {
        RunningJar.mustBeThere();
        return Files.exists(CACHE)
                && Files.getLastModifiedTime(CACHE).compareTo(Files.getLastModifiedTime(RunningJar.JAR)) > 0;
    }

    private static void unpack() throws IOException {
        List<String> command = List.of(
                RunningJar.java(),
                "-Djarmode=tools",
                "-jar",
                RunningJar.JAR.toString(),
                "extract",
                "--force",
                "--destination",
                FOLDER.toString());
        Process unpacking =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(unpacking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (unpacking.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(RunningJar.JAR + " cannot be unpacked: " + said);
        }
    }

    /** One start on data of its own; the cache is written when the process ends. */
    private static void learn() throws IOException {
        Path home = Files.createTempDirectory("pestle");
        RunningJar.start(startedWith("-XX:AOTCacheOutput=" + CACHE, "--pestle.validation.warm-up=false"), home)
                .close();
        FileSystemUtils.deleteRecursively(home);
        if (!isOfThisBuild()) {
            throw new IllegalStateException("Java has written no cache of its start");
        }
    }

    private static List<String> startedWith(String cache, String... told) {
        return Stream.of(List.of(RunningJar.java()), SHORT_LIVED, List.of(cache, "-jar", JAR.toString()), List.of(told))
                .flatMap(List::stream)
                .toList();
    }
}
