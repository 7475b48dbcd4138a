package org.pestle.reporting;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pestle.claim.ClaimCalendar;
import org.pestle.pricing.Ledger;
import org.pestle.pricing.MonthTotals;
import org.pestle.pricing.NotBalancedException;
import org.pestle.tariff.RateName;
import org.pestle.tariff.Rates;
import org.pestle.tariff.Tariff;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.pestle.values.Pence;
import org.springframework.stereotype.Component;

/** The schedules of payments: written at night from the runs that balanced, read by contractors. */
@Component
public class Schedules {
    private static final MonthTotals.Advance NO_ADVANCE = new MonthTotals.Advance(Pence.ZERO, Pence.ZERO);

    /** So long an item that came back may be answered, and its former month is told so (reimbursement.md 1.5). */
    private static final int LATE_MONTHS = 19;

    private final ScheduleTable table;
    private final Ledger ledger;
    private final Tariff tariff;
    private final ClaimCalendar calendar;
    private final Clock clock;

    Schedules(ScheduleTable table, Ledger ledger, Tariff tariff, ClaimCalendar calendar, Clock clock) {
        this.table = table;
        this.ledger = ledger;
        this.tariff = tariff;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Contractors with priced claims in a month, in their order, after a code; no more than so many. */
    public List<OdsCode> contractors(YearMonth month, String after, int limit) {
        return ledger.contractors(month, after, limit);
    }

    /**
     * The months whose papers have to be written: the current one and the one before, which can still change, and of
     * those before them the ones to which something was posted that their schedules do not have yet: nights were
     * missed, or an item was answered.
     */
    public List<YearMonth> toWrite(YearMonth current) {
        List<YearMonth> months =
                new ArrayList<>(table.behind(current.minusMonths(LATE_MONTHS), current.minusMonths(1)));
        months.add(current.minusMonths(1));
        months.add(current);
        return months;
    }

    /**
     * Writes one schedule anew, in the caller's transaction.
     *
     * @throws NotBalancedException if it does not come to the balance of the contractor's account
     */
    public PaymentSchedule write(OdsCode contractor, YearMonth month) {
        Instant now = clock.instant();
        Ledger.Account account = ledger.account(contractor, month).orElseThrow();
        Rates rates = tariff.rates(month);
        MonthTotals totals = MonthTotals.of(account.sums(), NO_ADVANCE);
        if (!totals.accountTotal().equals(account.payable())) {
            throw new NotBalancedException("The schedule of " + contractor.value() + " for " + month + " comes to "
                    + totals.accountTotal() + ", the ledger to " + account.payable() + ".");
        }
        PaymentSchedule schedule = PaymentSchedule.of(
                contractor,
                month,
                calendar.isOpen(month, NhsDates.on(now)),
                now,
                totals,
                new PaymentSchedule.Details(
                        account.forms(),
                        table.editions(contractor, month),
                        table.notPaid(contractor, month),
                        table.expensive(contractor, month, rates.value(RateName.EXPENSIVE_THRESHOLD))));
        table.keep(schedule, now);
        return schedule;
    }

    /** The schedule as it was last written, or empty if none was. */
    public Optional<PaymentSchedule> find(OdsCode contractor, YearMonth month) {
        return table.find(contractor, month);
    }
}
