package org.pestle.reporting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pestle.paper.Paper;
import org.pestle.paper.Paper.Column;
import org.pestle.paper.Paper.Row;
import org.pestle.reporting.ScheduleLine.Section;
import org.pestle.routing.Site;

/** A schedule of payments on paper, as a contractor files it. */
final class PaymentSchedulePdf {
    private PaymentSchedulePdf() {}

    /**
     * The PDF file.
     *
     * @param site who the contractor is, where the directory knows
     * @param account the months before it, and the last night's part
     */
    static byte[] of(PaymentSchedule schedule, Optional<Site> site, AccountInTime account) {
        String month = Printed.month(schedule.month());
        String title = "Schedule of payments, " + schedule.contractor() + ", " + month;
        try (Paper paper = new Paper(title, false, 10, schedule.writtenAt())) {
            paper.title("Schedule of payments", schedule.isProvisional() ? "PROVISIONAL" : "");
            letterhead(paper, schedule, site);
            PrintedAccount.lastNight(paper, account);
            List<ScheduleLine> lines = ScheduleLine.of(schedule);
            for (Section section : Section.values()) {
                section(paper, section, lines);
            }
            notPaid(paper, schedule);
            expensive(paper, schedule);
            PrintedAccount.spend(paper, account.spend());
            return paper.finish(Printed.footer(schedule.writtenAt(), schedule.editions()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void letterhead(Paper paper, PaymentSchedule schedule, Optional<Site> site) throws IOException {
        paper.strong(site.map(Site::name).orElse("Contractor " + schedule.contractor()));
        if (site.isPresent()) {
            List<String> address = new ArrayList<>(site.get().addressLines());
            address.add(site.get().postcode());
            paper.paragraph(String.join(", ", address));
        }
        paper.paragraph(
                "Contractor code " + schedule.contractor() + " · account of " + Printed.month(schedule.month()));
        if (schedule.isProvisional()) {
            paper.note("This account is provisional: claims can still be added to the month until the end of the "
                    + "5th of the "
                    + "month that follows, and items that were referred back may be answered.");
        }
    }

    private static void section(Paper paper, Section section, List<ScheduleLine> all) throws IOException {
        List<ScheduleLine> lines =
                all.stream().filter(line -> line.section() == section).toList();
        boolean hasNumbers = lines.stream().anyMatch(line -> line.count() != null);
        paper.heading(section.title());
        paper.note(section.explanation());
        paper.table(
                hasNumbers
                        ? List.of(
                                Column.left("Line", paper.width() - 190),
                                Column.right("Number", 80),
                                Column.right("£", 110))
                        : List.of(Column.left("Line", paper.width() - 110), Column.right("£", 110)),
                lines.stream().map(line -> row(line, hasNumbers)).toList());
    }

    private static Row row(ScheduleLine line, boolean hasNumbers) {
        String number = line.count() == null ? "" : "%,d".formatted(line.count());
        String amount = line.pence() == null ? "" : Pounds.shown(line.pence());
        return new Row(
                hasNumbers ? List.of(line.label(), number, amount) : List.of(line.label(), amount), line.isTotal());
    }

    private static void notPaid(Paper paper, PaymentSchedule schedule) throws IOException {
        List<PaymentSchedule.NotPaid> items = schedule.notPaid();
        if (items.isEmpty()) {
            return;
        }
        paper.heading("Items not paid, and why");
        paper.note("An item that was referred back is paid by the prices of the month in which you answer. "
                + "Electronic claims "
                + "are never moved between exempt and chargeable.");
        paper.table(
                List.of(
                        Column.left("Prescription", 130),
                        Column.left("Product", (paper.width() - 130) / 2),
                        Column.left("Reason", (paper.width() - 130) / 2)),
                items.stream()
                        .map(item -> Row.of(
                                item.prescription(),
                                item.product(),
                                item.outcome().replace('-', ' ') + ": " + item.sentence()))
                        .toList());
    }

    private static void expensive(Paper paper, PaymentSchedule schedule) throws IOException {
        List<PaymentSchedule.Expensive> items = schedule.expensive();
        paper.heading("Expensive items");
        if (items.isEmpty()) {
            paper.paragraph("No item earned the fee for expensive items.");
            return;
        }
        paper.note("Items that earned the fee for expensive items.");
        List<Row> rows = items.stream()
                .map(item -> Row.of(
                        item.prescription(),
                        item.product(),
                        item.quantity().toPlainString(),
                        Pounds.shown(item.basicPrice().value())))
                .toList();
        paper.table(
                List.of(
                        Column.left("Prescription", 130),
                        Column.left("Product", paper.width() - 290),
                        Column.right("Quantity", 70),
                        Column.right("Basic price £", 90)),
                rows);
    }
}
