package org.pestle.reporting;

import java.io.IOException;
import java.util.List;
import org.pestle.paper.Paper;
import org.pestle.paper.Paper.Column;
import org.pestle.paper.Paper.Row;

/** How an account stands in time, as our papers print it. */
final class PrintedAccount {
    private PrintedAccount() {}

    /** A line that says which night is the last one in the paper, and what it added. */
    static void lastNight(Paper paper, AccountInTime account) throws IOException {
        if (account.lastNight().isPresent()) {
            paper.note(account.lastNight().get().sentence());
        }
    }

    /** The chart of spend by month with the table of its figures. */
    static void spend(Paper paper, SpendByMonth spend) throws IOException {
        paper.together(60 + Paper.CHART + paper.tableHeight(spend.months().size()));
        paper.heading("By month");
        paper.paragraph(spend.sentence());
        paper.chart(spend.chart());
        paper.table(
                List.of(Column.left("Month", 160), Column.right(spend.what() + " £", 120)),
                spend.months().stream().map(PrintedAccount::row).toList());
    }

    private static Row row(SpendByMonth.Month month) {
        return Row.of(month.words() + (month.isProvisional() ? ", provisional" : ""), Pounds.shown(month.pence()));
    }
}
