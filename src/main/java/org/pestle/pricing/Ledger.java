package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pestle.claim.ClaimCalendar;
import org.pestle.tariff.PricesGiven;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.pestle.values.Pence;
import org.springframework.stereotype.Component;

/**
 * The double-entry ledger: what every run that balanced posted. Schedules are sums of it, and reports must agree with
 * it.
 */
@Component
public class Ledger implements PricesGiven {
    private final LedgerTable table;
    private final ClaimCalendar calendar;
    private final Clock clock;

    Ledger(LedgerTable table, ClaimCalendar calendar, Clock clock) {
        this.table = table;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public SortedSet<YearMonth> closedMonths() {
        LocalDate today = NhsDates.on(clock.instant());
        return table.months().stream()
                .filter(month -> !calendar.isOpen(month, today))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Contractors whose account of a month was posted to, in their order, after a code; no more than so many. */
    public List<OdsCode> contractors(YearMonth month, String after, int limit) {
        return table.contractors(month, after, limit);
    }

    /** Commissioners at whose cost something was posted for a month, in their order. */
    public List<OdsCode> commissioners(YearMonth month) {
        return table.commissioners(month);
    }

    /**
     * A contractor's month.
     *
     * @param sums exact, before the month's roundings
     * @param forms prescriptions claimed in it, each once
     * @param payable the balance of the account: what the contractor is paid
     */
    public record Account(MonthSums sums, long forms, Pence payable) {}

    /** A contractor's month, or empty if nothing was posted to it. */
    public Optional<Account> account(OdsCode contractor, YearMonth month) {
        return table.account(contractor, month);
    }

    /**
     * A commissioner's month, exact pence.
     *
     * @param actualCostP what it bears
     * @param feesP what NHS England pays beside it
     * @param chargesP what patients paid
     */
    public record Commissioned(BigDecimal actualCostP, BigDecimal feesP, BigDecimal chargesP) {}

    /** What was posted for a month at a commissioner's cost, and with it. */
    public Commissioned commissioned(OdsCode commissioner, YearMonth month) {
        return table.commissioned(commissioner, month);
    }
}
