package org.pestle.jobs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.springframework.batch.core.job.parameters.JobParameters;

/** A file that an operator names; it may be packed with gzip. */
final class GivenFile {
    /** The parameter. */
    static final String NAME = "file";

    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int GZIP_FIRST = 0x1F;
    private static final int GZIP_SECOND = 0x8B;

    private GivenFile() {}

    /**
     * The file among the given parameters, if there is one, with its whole path.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    static Map<String, String> checked(Map<String, String> given) {
        if (!given.containsKey(NAME)) {
            return Map.of();
        }
        Path file = Path.of(given.getOrDefault(NAME, "")).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("There is no file of that name that can be read.");
        }
        return Map.of(NAME, file.toString());
    }

    /** What is in the file, unpacked; empty if none is named. */
    static Optional<byte[]> read(JobParameters parameters) {
        return Optional.ofNullable(parameters.getString(NAME)).map(Path::of).map(GivenFile::read);
    }

    private static byte[] read(Path file) {
        try (InputStream stream = unpacked(new BufferedInputStream(Files.newInputStream(file)))) {
            byte[] content = stream.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IllegalStateException("no file of reference data is larger than 64 MiB");
            }
            return content;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static InputStream unpacked(BufferedInputStream stream) throws IOException {
        stream.mark(2);
        boolean packed = stream.read() == GZIP_FIRST && stream.read() == GZIP_SECOND;
        stream.reset();
        return packed ? new GZIPInputStream(stream) : stream;
    }
}
