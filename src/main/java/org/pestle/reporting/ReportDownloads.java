package org.pestle.reporting;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Optional;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Makes the downloads that are too large to be held in memory. Each is first written to a temporary file, so that
 * whoever reads slowly holds no connection to the database, and a fault is told before the first byte.
 */
@Component
class ReportDownloads {
    private final Reports reports;

    ReportDownloads(Reports reports) {
        this.reports = reports;
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
}
