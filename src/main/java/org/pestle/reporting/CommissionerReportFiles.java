package org.pestle.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A commissioner's report as JSON and as CSV, from the same columns. */
@Component
class CommissionerReportFiles {
    private final JsonMapper json;

    CommissionerReportFiles(JsonMapper json) {
        this.json = json;
    }

    byte[] json(CommissionerReport report, AccountInTime account) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "rows",
                report.rows().stream().map(row -> ReportColumn.row(report, row)).toList());
        document.put("totals", ReportColumn.totals(report.totals()));
        document.put("about", about(report, account));
        return json.writeValueAsBytes(document);
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

    byte[] csv(CommissionerReport report) {
        List<String> head =
                Arrays.stream(ReportColumn.values()).map(ReportColumn::name).toList();
        List<List<String>> rows = report.rows().stream()
                .map(row -> Arrays.stream(ReportColumn.values())
                        .map(column -> text(column.of(report, row)))
                        .toList())
                .toList();
        return CsvFile.of(head, rows);
    }

    byte[] summary(CommissionerReport report, AccountInTime account) {
        Map<String, Object> document = about(report, account);
        document.put("byBnfChapter", by(report, "BNF_CHAPTER", CommissionerReport::bnfChapter));
        document.put("byBnfSection", by(report, "BNF_SECTION", CommissionerReport::bnfSection));
        document.put("byPractice", by(report, "PRACTICE_CODE", CommissionerReport.Row::practice));
        document.put("byContractor", by(report, "CONTRACTOR_CODE", CommissionerReport.Row::contractor));
        document.put("totals", ReportColumn.totals(report.totals()));
        return json.writeValueAsBytes(document);
    }

    private static List<Map<String, Object>> by(
            CommissionerReport report, String name, Function<CommissionerReport.Row, String> key) {
        List<Map<String, Object>> sums = new ArrayList<>();
        report.totalsBy(key).forEach((value, measures) -> {
            Map<String, Object> sum = new LinkedHashMap<>();
            sum.put(name, value);
            sum.putAll(ReportColumn.totals(measures));
            sums.add(sum);
        });
        return sums;
    }

    static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
