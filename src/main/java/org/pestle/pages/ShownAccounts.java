package org.pestle.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.pages.ShownAccount.Download;
import org.pestle.pages.ShownAccount.Row;
import org.pestle.pages.ShownAccount.Table;
import org.pestle.paper.SvgChart;
import org.pestle.reporting.AccountInTime;
import org.pestle.reporting.AccountReads;
import org.pestle.reporting.AccountsInTime;
import org.pestle.reporting.CommissionerReport;
import org.pestle.reporting.Measures;
import org.pestle.reporting.NightRun;
import org.pestle.reporting.PaymentSchedule;
import org.pestle.reporting.ReportOverview;
import org.pestle.reporting.ReportSums;
import org.pestle.reporting.Reports;
import org.pestle.reporting.Schedules;
import org.pestle.values.OdsCode;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Makes the pages of schedules and reports. Whoever asks must have checked who may read them; every view is audited.
 */
@Component
class ShownAccounts {
    private static final int MOST_ROWS = 10;

    private final Reports reports;
    private final Schedules schedules;
    private final AccountsInTime accounts;
    private final AccountReads reads;

    ShownAccounts(Reports reports, Schedules schedules, AccountsInTime accounts, AccountReads reads) {
        this.reports = reports;
        this.schedules = schedules;
        this.accounts = accounts;
        this.reads = reads;
    }

    /**
     * Somebody looks at a page.
     *
     * @param call by which it is asked for
     * @param files where the interface with its files is
     */
    record Visit(HttpServletRequest call, Caller reader, String files) {}

    /** A commissioner's report. */
    ModelAndView report(Visit visit, String icb, String month) {
        return page(
                visit,
                Operation.READ_REPORT,
                icb,
                month,
                (code, when) -> reports.overview(code, when, 0).map(overview -> shown(overview, visit)));
    }

    /** A contractor's schedule of payments, likewise. */
    ModelAndView schedule(Visit visit, String contractor, String month) {
        return page(
                visit,
                Operation.READ_SCHEDULE,
                contractor,
                month,
                (code, when) -> schedules.find(code, when).map(schedule -> shown(schedule, visit)));
    }

    private interface Finder {
        Optional<ShownAccount> find(OdsCode organisation, YearMonth month);
    }

    private ModelAndView page(Visit visit, Operation operation, String organisation, String month, Finder finder) {
        Optional<YearMonth> when = month(month);
        if (when.isPresent() && OdsCode.isRight(organisation)) {
            OdsCode code = OdsCode.parse(organisation);
            Optional<ShownAccount> account = finder.find(code, when.get());
            if (account.isPresent()) {
                reads.note(visit.call(), visit.reader(), operation, code + " " + when.get());
                return new ModelAndView("account", Map.of("account", account.get()));
            }
        }
        return new ModelAndView("no-schedule", Map.of(), HttpStatus.NOT_FOUND);
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return text.length() == 7 ? Optional.of(YearMonth.parse(text)) : Optional.empty();
        } catch (DateTimeException noMonth) {
            return Optional.empty();
        }
    }

    private ShownAccount shown(ReportOverview overview, Visit visit) {
        CommissionerReport report = overview.report();
        ReportSums sums = overview.sums();
        String address = "%s/reports/%s/%s".formatted(visit.files(), report.icb(), report.month());
        List<Download> downloads = new ArrayList<>(files(address));
        downloads.add(new Download(address + "/contractors.csv", "All contractors, a line each (CSV)"));
        downloads.add(new Download(address + "/contractors.zip", "All contractors, a file each (zip)"));
        downloads.add(new Download(address + "/practices.csv", "All practices, a line each (CSV)"));
        downloads.add(new Download(address + "/practices.zip", "All practices, a file each (zip)"));
        if (!report.provisional()) {
            downloads.add(new Download(address + "/published.csv", "For publication, small numbers merged (CSV)"));
        }
        return account(
                visit.reader(),
                "Commissioner’s report",
                report.icb() + ", " + PlainWords.month(report.month()),
                report.provisional(),
                freshness(report.writtenAt(), report.editions()),
                accounts.of(report),
                List.of(
                        totals(sums.totals()),
                        sums("chapters", "By BNF chapter", "Chapter", sums.byBnfChapter()),
                        sums("practices", "By practice", "Practice", sums.byPractice()),
                        sums("contractors", "By contractor", "Contractor", sums.byContractor())),
                downloads);
    }

    private ShownAccount shown(PaymentSchedule schedule, Visit visit) {
        return account(
                visit.reader(),
                "Schedule of payments",
                schedule.contractor() + ", " + PlainWords.month(schedule.month()),
                schedule.isProvisional(),
                freshness(schedule.writtenAt(), schedule.editions()),
                accounts.of(schedule),
                List.of(payment(schedule), notPaid(schedule)),
                files("%s/schedules/%s/%s".formatted(visit.files(), schedule.contractor(), schedule.month())));
    }

    private static ShownAccount account(
            Caller reader,
            String heading,
            String caption,
            boolean isProvisional,
            String written,
            AccountInTime account,
            List<Table> tables,
            List<Download> downloads) {
        List<String> freshness = new ArrayList<>(List.of(written));
        account.lastNight().map(NightRun::sentence).ifPresent(freshness::add);
        return new ShownAccount(
                "%s of %s".formatted(reader.role().claim(), reader.organisation()),
                heading,
                caption,
                account.spend().sentence(),
                isProvisional,
                freshness,
                SvgChart.of(account.spend().chart(), "spend"),
                account.spend().what(),
                account.spend().months().reversed().stream()
                        .map(month -> new ShownAccount.Month(
                                month.words() + (month.isProvisional() ? ", provisional" : ""), month.pounds()))
                        .toList(),
                tables,
                downloads);
    }

    private static List<Download> files(String address) {
        return List.of(
                new Download(address + ".csv", "Everything as CSV"),
                new Download(address + ".json", "Everything as JSON"),
                new Download(address + ".pdf", "On paper (PDF)"));
    }

    private static String freshness(Instant writtenAt, List<String> editions) {
        String tariff = editions.isEmpty()
                ? "nothing was priced"
                : "priced from the Drug Tariff of "
                        + editions.stream()
                                .map(YearMonth::parse)
                                .map(PlainWords::month)
                                .collect(Collectors.joining(", "));
        return "Written on " + PlainWords.time(writtenAt) + "; " + tariff + ".";
    }

    private static Table totals(Measures total) {
        return new Table(
                "totals",
                "Totals",
                List.of("Line", "Number", "Amount"),
                List.of(
                        row("Basic price (NIC)", count(total.items()), pounds(total.nicP())),
                        row("Less discount", "", pounds(total.discountP().negate())),
                        row("Consumables", "", pounds(total.consumablesP())),
                        row("Containers", "", pounds(total.containersP())),
                        row("Out-of-pocket expenses", "", pounds(total.outOfPocketP())),
                        new Row("Actual cost", List.of("", pounds(total.actualCostP())), true),
                        row("Professional fees", "", pounds(total.professionalFeesP())),
                        row("Additional fees", "", pounds(total.additionalFeesP())),
                        row("Patient charges deducted", count(total.chargesCount()), pounds(total.chargesValueP())),
                        row("Items referred back, not yet paid", count(total.referredBackItems()), ""),
                        row("Items disallowed", count(total.disallowedItems()), "")),
                "To the nearest penny; the files are exact.");
    }

    private static Table sums(String id, String heading, String column, SortedMap<String, Measures> sums) {
        List<Row> rows = sums.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparing(Measures::actualCostP).reversed()))
                .limit(MOST_ROWS)
                .map(sum -> row(
                        sum.getKey(),
                        count(sum.getValue().items()),
                        pounds(sum.getValue().actualCostP())))
                .toList();
        int more = sums.size() - rows.size();
        return new Table(
                id,
                heading,
                List.of(column, "Items", "Actual cost"),
                rows,
                more == 0 ? "" : "The dearest %d; %,d more are in the files.".formatted(MOST_ROWS, more));
    }

    private static Table payment(PaymentSchedule schedule) {
        return new Table(
                "payment",
                "Payment",
                List.of("Line", "Number", "Amount"),
                List.of(
                        line(schedule, "Drugs and appliances", "items", "total_drugs_and_appliances_p", 1),
                        line(schedule, "Fees", "professional_fees_count", "total_fees_p", 1),
                        line(schedule, "Less patient charges", "charges_current", "charges_deducted_p", -1),
                        new Row(
                                "Account total",
                                List.of("", PlainWords.pounds(schedule.number("account_total_p"))),
                                true),
                        new Row("Net payment", List.of("", PlainWords.pounds(schedule.number("payable_p"))), true)),
                "");
    }

    private static Row line(PaymentSchedule schedule, String name, String count, String amount, int sign) {
        return row(name, count(schedule.number(count)), PlainWords.pounds(sign * schedule.number(amount)));
    }

    private static Table notPaid(PaymentSchedule schedule) {
        List<PaymentSchedule.NotPaid> items = schedule.notPaid();
        return new Table(
                "not-paid",
                "Items not paid",
                List.of("Product", "Prescription", "Why"),
                items.stream()
                        .limit(MOST_ROWS)
                        .map(item -> row(
                                item.product(),
                                item.prescription(),
                                PlainWords.name(item.outcome()) + ": " + item.sentence()))
                        .toList(),
                items.size() > MOST_ROWS
                        ? "The first %d of %,d; all are in the files.".formatted(MOST_ROWS, items.size())
                        : items.isEmpty() ? "Every item was paid." : "");
    }

    private static Row row(String name, String... numbers) {
        return new Row(name, List.of(numbers), false);
    }

    private static String count(long number) {
        return "%,d".formatted(number);
    }

    private static String pounds(BigDecimal pence) {
        return PlainWords.pounds(pence.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
}
