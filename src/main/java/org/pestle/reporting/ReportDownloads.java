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
        try {
            Path path = Files.createTempFile("report-", ".part");
            boolean isWritten = false;
            try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(path))) {
                Optional<BreakdownFile> file = reports.eachRow(
                        icb, month, breakdown, head -> new BreakdownFile(head, breakdown, output, isZip));
                if (file.isPresent()) {
                    file.get().finish();
                    isWritten = true;
                }
            } finally {
                if (!isWritten) {
                    Files.delete(path);
                }
            }
            return isWritten ? Optional.of(path) : Optional.empty();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** A file of a bulk export, likewise; empty if it has no such file. */
    Optional<Path> export(UUID export, ExportType type) {
        if (exports.files(export).stream().noneMatch(file -> file.type() == type)) {
            return Optional.empty();
        }
        try {
            Path path = Files.createTempFile("export-", ".part");
            try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(path))) {
                transaction.executeWithoutResult(
                        status -> exports.eachPart(export, type, content -> append(output, content)));
            }
            return Optional.of(path);
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
