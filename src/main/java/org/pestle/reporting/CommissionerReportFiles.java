package org.pestle.reporting;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A commissioner's report as JSON and as CSV, from the same columns, row by row as the rows come. */
@Component
class CommissionerReportFiles {
    /** Their names. */
    static final List<String> COLUMNS =
            Arrays.stream(ReportColumn.values()).map(ReportColumn::name).toList();

    private final JsonMapper json;
    private final AccountsInTime accounts;

    CommissionerReportFiles(JsonMapper json, AccountsInTime accounts) {
        this.json = json;
        this.accounts = accounts;
    }

    /** A report as JSON. */
    ReportFile json(CommissionerReport report, OutputStream output) {
        JsonGenerator generator = json.createGenerator(output);
        generator.writeStartObject();
        generator.writeArrayPropertyStart("rows");
        return new ReportFile() {
            private Measures totals = Measures.NONE;

            @Override
            public void accept(CommissionerReport.Row row) {
                generator.writePOJO(ReportColumn.row(report, row));
                totals = totals.plus(row.measures());
            }

            @Override
            public void finish() {
                generator.writeEndArray();
                generator.writePOJOProperty("totals", ReportColumn.totals(totals));
                generator.writePOJOProperty("about", about(report, accounts.of(report)));
                generator.writeEndObject();
                generator.flush();
            }
        };
    }

    /** A report as CSV. */
    static ReportFile csv(CommissionerReport report, OutputStream output) {
        CsvFile csv = CsvFile.to(output);
        csv.row(COLUMNS);
        return new ReportFile() {
            @Override
            public void accept(CommissionerReport.Row row) {
                csv.row(cells(report, row));
            }

            @Override
            public void finish() {
                csv.flush();
            }
        };
    }

    /** A row of a report in its columns. */
    static List<String> cells(CommissionerReport report, CommissionerReport.Row row) {
        return Arrays.stream(ReportColumn.values())
                .map(column -> text(column.of(report, row)))
                .toList();
    }

    /** When it was written, from what, and what the last night added to it. */
    private static Map<String, Object> about(CommissionerReport report, AccountInTime account) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("month", report.month().toString());
        about.put("icb", report.icb().value());
        about.put("provisional", report.provisional());
        about.put("writtenAt", report.writtenAt().toString());
        about.put("tariffEditions", report.editions());
        account.lastNight().ifPresent(night -> about.put("lastNight", night.document()));
        return about;
    }

    /** The sums of a report, as JSON. */
    byte[] summary(ReportOverview overview) {
        ReportSums sums = overview.sums();
        Map<String, Object> document = about(overview.report(), accounts.of(overview.report()));
        document.put("byBnfChapter", by("BNF_CHAPTER", sums.byBnfChapter()));
        document.put("byBnfSection", by("BNF_SECTION", sums.byBnfSection()));
        document.put("byPractice", by("PRACTICE_CODE", sums.byPractice()));
        document.put("byContractor", by("CONTRACTOR_CODE", sums.byContractor()));
        document.put("totals", ReportColumn.totals(sums.totals()));
        return json.writeValueAsBytes(document);
    }

    private static List<Map<String, Object>> by(String name, SortedMap<String, Measures> sums) {
        List<Map<String, Object>> rows = new ArrayList<>();
        sums.forEach((value, measures) -> {
            Map<String, Object> sum = new LinkedHashMap<>();
            sum.put(name, value);
            sum.putAll(ReportColumn.totals(measures));
            rows.add(sum);
        });
        return rows;
    }

    static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
