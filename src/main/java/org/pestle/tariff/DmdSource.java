package org.pestle.tariff;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Where the files of a dm+d release lie: a folder, a ZIP file as it is published, or the program itself. */
public final class DmdSource implements AutoCloseable {
    private final List<Entry> entries;
    private final AutoCloseable behind;

    private DmdSource(List<Entry> entries, AutoCloseable behind) {
        this.entries = List.copyOf(entries);
        this.behind = behind;
    }

    /** One file. */
    record Entry(String name, Opening content) {
        InputStream open() throws IOException {
            return new BufferedInputStream(content.open());
        }
    }

    interface Opening {
        InputStream open() throws IOException;
    }

    /**
     * The files of a folder, or of a ZIP file.
     *
     * @throws IOException if it cannot be read
     */
    public static DmdSource of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.list(path)) {
                return new DmdSource(
                        files.filter(Files::isRegularFile)
                                .sorted()
                                .map(file -> new Entry(file.getFileName().toString(), () -> Files.newInputStream(file)))
                                .toList(),
                        () -> {});
            }
        }
        ZipFile zip = new ZipFile(path.toFile());
        List<Entry> entries = new ArrayList<>();
        zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
            String name = entry.getName();
            entries.add(new Entry(name.substring(name.lastIndexOf('/') + 1), () -> zip.getInputStream(entry)));
        });
        return new DmdSource(entries, zip);
    }

    /** The small release that Pestle ships, all made up. */
    public static DmdSource shipped() {
        return new DmdSource(
                ReferenceFiles.dmd().stream()
                        .map(name -> new Entry(name, () -> ReferenceFiles.open("dmd/" + name)))
                        .toList(),
                () -> {});
    }

    List<Entry> entries() {
        return entries;
    }

    @Override
    public void close() throws IOException {
        try {
            behind.close();
        } catch (IOException broken) {
            throw broken;
        } catch (Exception broken) {
            throw new IOException(broken);
        }
    }
}
