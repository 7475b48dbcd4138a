package org.pestle.reporting;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pestle.reporting.PublishedReport.Row;
import org.pestle.reporting.PublishedReport.Sums;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What of a report may be told to everybody, as JSON and as CSV, practice by practice. */
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

    /** Writes a report as JSON. */
    void json(CommissionerReport report, SmallNumbers.Rows rows, OutputStream output) {
        PublishedReport published = published(report);
        JsonGenerator generator = json.createGenerator(output);
        generator.writeStartObject();
        generator.writeStringProperty("month", published.month().toString());
        generator.writeStringProperty("icb", published.icb().value());
        generator.writeNumberProperty("leastCount", published.leastCount());
        generator.writeArrayPropertyStart("rows");
        Optional<Sums> totals =
                SmallNumbers.publish(rows, published.leastCount(), row -> generator.writePOJO(values(published, row)));
        generator.writeEndArray();
        totals.ifPresent(sums -> generator.writePOJOProperty("totals", values(sums)));
        generator.writeEndObject();
        generator.flush();
    }

    /** Writes a report as CSV. */
    void csv(CommissionerReport report, SmallNumbers.Rows rows, OutputStream output) {
        PublishedReport published = published(report);
        CsvFile csv = CsvFile.to(output);
        csv.row(COLUMNS.stream().map(ReportColumn::name).toList());
        SmallNumbers.publish(
                rows,
                published.leastCount(),
                row -> csv.row(values(published, row).values().stream()
                        .map(CommissionerReportFiles::text)
                        .toList()));
        csv.flush();
    }

    private PublishedReport published(CommissionerReport report) {
        return new PublishedReport(report.icb(), report.month(), policy.leastCount(report.month()));
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
