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
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the downloads that are too large to be held in memory. Each is first written to a temporary file, so that
 * whoever reads slowly holds no connection to the database, and a fault is told before the first byte.
 */
@Component
class ReportDownloads {
    private final Reports reports;
    private final CommissionerReportFiles files;
    private final PublishedReportFiles published;
    private final ExportTable exports;
    private final ScopeTable scope;
    private final TransactionTemplate transaction;

    ReportDownloads(
            Reports reports,
            CommissionerReportFiles files,
            PublishedReportFiles published,
            ExportTable exports,
            ScopeTable scope,
            TransactionTemplate transaction) {
        this.reports = reports;
        this.files = files;
        this.published = published;
        this.exports = exports;
        this.scope = scope;
        this.transaction = transaction;
    }

    /** Begins a file. */
    private interface Beginning {
        ReportFile begin(CommissionerReport report, OutputStream output);
    }

    /** The file with all rows, as JSON or CSV, for the caller to delete; empty if there is no report. */
    Optional<Path> report(OdsCode icb, YearMonth month, Format format) {
        return rows(icb, month, Breakdown.PRACTICES, (report, output) -> switch (format) {
            case JSON -> files.json(report, output);
            case CSV -> CommissionerReportFiles.csv(report, output);
            case PDF -> throw new IllegalArgumentException("a PDF file has no more rows than a person can read");
        });
    }

    /** The file with all contractors or practices, likewise. */
    Optional<Path> breakdown(OdsCode icb, YearMonth month, Breakdown breakdown, boolean isZip) {
        return rows(icb, month, breakdown, (report, output) -> new BreakdownFile(report, breakdown, output, isZip));
    }

    private Optional<Path> rows(OdsCode icb, YearMonth month, Breakdown breakdown, Beginning beginning) {
        return written("report-", output -> {
            Optional<ReportFile> file =
                    reports.eachRow(icb, month, breakdown, report -> beginning.begin(report, output));
            if (file.isPresent()) {
                file.get().finish();
            }
            return file.isPresent();
        });
    }

    /** The file with what everybody may have, as JSON or CSV, likewise. */
    Optional<Path> published(OdsCode icb, YearMonth month, Format format) {
        return written(
                "published-",
                output -> reports.published(icb, month, (report, rows) -> {
                            switch (format) {
                                case JSON -> published.json(report, rows, output);
                                case CSV -> published.csv(report, rows, output);
                                case PDF -> throw new IllegalArgumentException("nothing is published as PDF");
                            }
                            return true;
                        })
                        .isPresent());
    }

    /** A file of a bulk export, likewise; empty if it has no such file. */
    Optional<Path> export(BulkExport export, ExportType type) {
        return written(
                "export-",
                output -> Boolean.TRUE.equals(transaction.execute(status -> {
                    scope.workFor(export.commissioner(), ScopeTable.FOR_WRITING);
                    return exports.eachPart(export.id(), type, content -> append(output, content));
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
