package org.pestle.reporting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pestle.paper.Paper;
import org.pestle.paper.Paper.Column;
import org.pestle.paper.Paper.Row;

/**
 * A commissioner's report on paper: the totals, then chapter, practice and contractor, then the rows that a person can
 * read.
 */
final class CommissionerReportPdf {
    private CommissionerReportPdf() {}

    /** The PDF file. */
    static byte[] of(ReportOverview overview, AccountInTime account) {
        CommissionerReport report = overview.report();
        ReportSums sums = overview.sums();
        String month = Printed.month(report.month());
        String title = "Prescribing costs of " + report.icb() + ", " + month;
        try (Paper paper = new Paper(title, true, 8, report.writtenAt())) {
            paper.title("Commissioner’s report", report.provisional() ? "PROVISIONAL" : "");
            paper.paragraph(
                    "Commissioner " + report.icb() + " · prescriptions of its practices, counted for " + month + ".");
            PrintedAccount.lastNight(paper, account);
            totals(paper, sums.totals());
            PrintedAccount.spend(paper, account.spend());
            sums(paper, "By BNF chapter", "Chapter", sums.byBnfChapter());
            sums(paper, "By practice", "Practice", sums.byPractice());
            sums(paper, "By contractor", "Contractor", sums.byContractor());
            rows(paper, overview);
            return paper.finish(Printed.footer(report.writtenAt(), report.editions()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void totals(Paper paper, Measures total) throws IOException {
        paper.heading("Totals");
        paper.note(
                "Actual cost is what the commissioner bears for drugs and appliances: basic price less discount, plus "
                        + "consumables, containers and out-of-pocket expenses. Fees are borne by NHS "
                        + "England, and charges paid by "
                        + "patients are deducted from the contractor’s payment. Money is in pounds; "
                        + "amounts are exact and rounded "
                        + "only on the contractor’s account.");
        List<Column> columns =
                List.of(Column.left("Line", 300), Column.right("Items or charges", 120), Column.right("£", 120));
        paper.table(
                columns,
                List.of(
                        Row.of("Basic price (NIC)", count(total.items()), money(total.nicP())),
                        Row.of("Less discount", "", money(total.discountP().negate())),
                        Row.of("Consumables", "", money(total.consumablesP())),
                        Row.of("Containers", "", money(total.containersP())),
                        Row.of("Out-of-pocket expenses", "", money(total.outOfPocketP())),
                        Row.total("Actual cost", "", money(total.actualCostP())),
                        Row.of("Professional fees", "", money(total.professionalFeesP())),
                        Row.of("Additional fees", "", money(total.additionalFeesP())),
                        Row.of("Patient charges deducted", count(total.chargesCount()), money(total.chargesValueP())),
                        Row.of("Items referred back, not yet paid", count(total.referredBackItems()), ""),
                        Row.of("Items disallowed", count(total.disallowedItems()), "")));
    }

    private static void sums(Paper paper, String heading, String key, Map<String, Measures> sums) throws IOException {
        List<Column> columns = List.of(
                Column.left(key, 120),
                Column.right("Items", 60),
                Column.right("NIC £", 85),
                Column.right("Discount £", 85),
                Column.right("Actual cost £", 95),
                Column.right("Professional fees £", 100),
                Column.right("Additional fees £", 95),
                Column.right("Charges £", 85));
        List<Row> rows = new ArrayList<>();
        sums.forEach((value, sum) -> rows.add(row(value, sum, false)));
        rows.add(row("Total", sums.values().stream().reduce(Measures.NONE, Measures::plus), true));
        paper.heading(heading);
        paper.table(columns, rows);
    }

    private static Row row(String key, Measures sum, boolean isTotal) {
        return new Row(
                List.of(
                        key,
                        count(sum.items()),
                        money(sum.nicP()),
                        money(sum.discountP()),
                        money(sum.actualCostP()),
                        money(sum.professionalFeesP()),
                        money(sum.additionalFeesP()),
                        money(sum.chargesValueP())),
                isTotal);
    }

    private static void rows(Paper paper, ReportOverview overview) throws IOException {
        List<Column> columns = List.of(
                Column.left("Practice", 48),
                Column.left("Contractor", 52),
                Column.left("BNF code", 84),
                Column.left("SNOMED code", 92),
                Column.right("Class", 32),
                Column.right("Items", 40),
                Column.right("Quantity", 52),
                Column.right("NIC £", 60),
                Column.right("Discount £", 62),
                Column.right("Allowances £", 62),
                Column.right("Actual cost £", 66),
                Column.right("Fees £", 56),
                Column.right("Charges £", 46));
        List<Row> rows = overview.firstRows().stream()
                .map(row -> Row.of(
                        row.practice(),
                        row.contractor(),
                        row.bnfCode(),
                        row.snomedCode(),
                        Integer.toString(row.preparationClass()),
                        count(row.measures().items()),
                        row.measures().quantity().stripTrailingZeros().toPlainString(),
                        money(row.measures().nicP()),
                        money(row.measures().discountP()),
                        money(allowances(row.measures())),
                        money(row.measures().actualCostP()),
                        money(row.measures()
                                .professionalFeesP()
                                .add(row.measures().additionalFeesP())),
                        money(row.measures().chargesValueP())))
                .toList();
        paper.heading("Rows");
        paper.note("One row for each practice, contractor, product and preparation class. Allowances are consumables, "
                + "containers and out-of-pocket expenses; the CSV file has them apart. An item that was referred "
                + "back has a "
                + "row with no money until it is answered.");
        if (overview.firstRows().size() < overview.sums().rows()) {
            paper.note("These are the first %,d of %,d rows; the CSV and JSON files have all of them."
                    .formatted(overview.firstRows().size(), overview.sums().rows()));
        }
        paper.table(columns, rows);
    }

    private static BigDecimal allowances(Measures measures) {
        return measures.consumablesP().add(measures.containersP()).add(measures.outOfPocketP());
    }

    private static String money(BigDecimal pence) {
        return Pounds.shown(pence);
    }

    private static String count(long number) {
        return "%,d".formatted(number);
    }
}
