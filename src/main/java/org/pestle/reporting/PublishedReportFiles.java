package org.pestle.reporting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pestle.reporting.PublishedReport.Row;
import org.pestle.reporting.PublishedReport.Sums;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What of a report may be told to everybody, as JSON and as CSV. */
@Component
class PublishedReportFiles {
    private static final List<ReportColumn> COLUMNS = List.of(
            ReportColumn.YEAR_MONTH,
            ReportColumn.ICB_CODE,
            ReportColumn.PRACTICE_CODE,
            ReportColumn.CONTRACTOR_CODE,
            ReportColumn.BNF_CODE,
            ReportColumn.SNOMED_CODE,
            ReportColumn.PREP_CLASS,
            ReportColumn.ITEMS,
            ReportColumn.QUANTITY,
            ReportColumn.NIC,
            ReportColumn.ACTUAL_COST);

    private final JsonMapper json;
    private final DisclosureSettings policy;

    PublishedReportFiles(JsonMapper json, DisclosureSettings policy) {
        this.json = json;
        this.policy = policy;
    }

    byte[] json(CommissionerReport report) {
        PublishedReport published = published(report);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("month", published.month().toString());
        document.put("icb", published.icb().value());
        document.put("leastCount", published.leastCount());
        document.put(
                "rows",
                published.rows().stream().map(row -> values(published, row)).toList());
        published.totals().ifPresent(totals -> document.put("totals", values(totals)));
        return json.writeValueAsBytes(document);
    }

    byte[] csv(CommissionerReport report) {
        PublishedReport published = published(report);
        return CsvFile.of(
                COLUMNS.stream().map(ReportColumn::name).toList(),
                published.rows().stream()
                        .map(row -> values(published, row).values().stream()
                                .map(CommissionerReportFiles::text)
                                .toList())
                        .toList());
    }

    private PublishedReport published(CommissionerReport report) {
        return SmallNumbers.published(report, policy.leastCount(report.month()));
    }

    private static Map<String, Object> values(PublishedReport report, Row row) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(ReportColumn.YEAR_MONTH.name(), report.month().toString());
        values.put(ReportColumn.ICB_CODE.name(), report.icb().value());
        values.put(ReportColumn.PRACTICE_CODE.name(), row.practice());
        values.put(ReportColumn.CONTRACTOR_CODE.name(), row.contractor());
        values.put(ReportColumn.BNF_CODE.name(), row.bnfCode());
        values.put(ReportColumn.SNOMED_CODE.name(), row.snomedCode());
        values.put(ReportColumn.PREP_CLASS.name(), row.preparationClass());
        values.putAll(values(row.sums()));
        return values;
    }

    private static Map<String, Object> values(Sums sums) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(ReportColumn.ITEMS.name(), sums.items());
        values.put(ReportColumn.QUANTITY.name(), ReportColumn.plain(sums.quantity()));
        values.put(ReportColumn.NIC.name(), Pounds.exact(sums.nicP()));
        values.put(ReportColumn.ACTUAL_COST.name(), Pounds.exact(sums.actualCostP()));
        return values;
    }
}
