package org.pestle.reporting;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * All contractors or all practices of a commissioner in one file, written row by row as the rows come, so that it takes
 * no more memory however many there are. As CSV: a line of sums for each. As a zip: the same, and beside it one CSV
 * file for each with its rows in the columns of the report.
 */
final class BreakdownFile implements ReportFile {
    private final CommissionerReport report;
    private final Breakdown breakdown;
    private final OutputStream output;
    private final boolean isZip;
    private final List<Sum> sums = new ArrayList<>();
    private @Nullable CsvFile file;

    /** The sums of one organisation. */
    private record Sum(String organisation, Measures measures) {}

    /**
     * An empty file.
     *
     * @param isZip a zip, not one CSV file
     */
    BreakdownFile(CommissionerReport report, Breakdown breakdown, OutputStream output, boolean isZip) {
        this.report = report;
        this.breakdown = breakdown;
        this.isZip = isZip;
        this.output = isZip ? new ZipOutputStream(output) : output;
    }

    /** Takes a row; those of one organisation come one after another. */
    @Override
    public void accept(CommissionerReport.Row row) {
        String organisation = breakdown.organisation(row);
        if (sums.isEmpty() || !sums.getLast().organisation().equals(organisation)) {
            sums.add(new Sum(organisation, Measures.NONE));
            if (isZip) {
                file = entry(organisation);
                file.row(CommissionerReportFiles.COLUMNS);
            }
        }
        sums.set(
                sums.size() - 1, new Sum(organisation, sums.getLast().measures().plus(row.measures())));
        if (file != null) {
            file.row(CommissionerReportFiles.cells(report, row));
        }
    }

    /** Writes the sums and ends the file. */
    @Override
    public void finish() throws IOException {
        CsvFile last = isZip ? entry(breakdown.word()) : CsvFile.to(output);
        List<String> head = new ArrayList<>(List.of(ReportColumn.YEAR_MONTH.name(), ReportColumn.ICB_CODE.name()));
        head.add(breakdown.column());
        ReportColumn.MEASURES.forEach(column -> head.add(column.name()));
        last.row(head);
        for (Sum sum : sums) {
            List<String> row = new ArrayList<>(
                    List.of(report.month().toString(), report.icb().value(), sum.organisation()));
            ReportColumn.MEASURES.forEach(column -> row.add(CommissionerReportFiles.text(column.of(sum.measures()))));
            last.row(row);
        }
        last.flush();
        if (output instanceof ZipOutputStream zip) {
            zip.finish();
        }
    }

    /** The next file of the zip; its time is that of the report, so that the same report is the same zip. */
    private CsvFile entry(String name) {
        if (!(output instanceof ZipOutputStream zip)) {
            throw new IllegalStateException("only a zip has entries");
        }
        try {
            if (file != null) {
                file.flush();
            }
            ZipEntry entry = new ZipEntry("%s-%s-%s.csv".formatted(report.icb(), report.month(), name));
            entry.setLastModifiedTime(FileTime.from(report.writtenAt()));
            zip.putNextEntry(entry);
            return CsvFile.to(zip);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
