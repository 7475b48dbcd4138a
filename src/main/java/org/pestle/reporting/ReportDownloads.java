package org.pestle.reporting;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the downloads that are too large to be held in memory. Each is first written to a temporary file, so that
 * whoever reads slowly holds no connection to the database, and a fault is told before the first byte.
 */
@Component
class ReportDownloads {
    private final Reports reports;
    private final ExportTable exports;
    private final TransactionTemplate transaction;

    ReportDownloads(Reports reports, ExportTable exports, TransactionTemplate transaction) {
        this.reports = reports;
        this.exports = exports;
        this.transaction = transaction;
    }

    /** The file with all contractors or practices, for the caller to delete; empty if there is no report. */
    Optional<Path> breakdown(OdsCode icb, YearMonth month, Breakdown breakdown, boolean isZip) {
        return written("report-", output -> {
            Optional<BreakdownFile> file =
                    reports.eachRow(icb, month, breakdown, head -> new BreakdownFile(head, breakdown, output, isZip));
            if (file.isPresent()) {
                file.get().finish();
            }
            return file.isPresent();
        });
    }

    /** A file of a bulk export, likewise; empty if it has no such file. */
    Optional<Path> export(UUID export, ExportType type) {
        return written(
                "export-",
                output -> Boolean.TRUE.equals(transaction.execute(status -> {
                    exports.takeTime();
                    return exports.eachPart(export, type, content -> append(output, content));
                })));
    }

    /** Writes what there is; answers whether there is anything. */
    private interface Writer {
        boolean write(OutputStream output) throws IOException;
    }

    /** What is not wholly written is deleted. */
    private static Optional<Path> written(String prefix, Writer writer) {
        try {
            Path path = Files.createTempFile(prefix, ".part");
            boolean isWritten = false;
            try {
                try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(path))) {
                    isWritten = writer.write(output);
                }
                return isWritten ? Optional.of(path) : Optional.empty();
            } catch (IOException | RuntimeException broken) {
                isWritten = false;
                throw broken;
            } finally {
                if (!isWritten) {
                    Files.delete(path);
                }
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static void append(OutputStream output, byte[] content) {
        try {
            output.write(content);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
