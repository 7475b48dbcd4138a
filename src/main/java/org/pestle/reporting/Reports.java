package org.pestle.reporting;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pestle.claim.ClaimCalendar;
import org.pestle.pricing.Ledger;
import org.pestle.pricing.NotBalancedException;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The commissioners' reports: written at night from the runs that balanced, each read by its own commissioner only. */
@Component
public class Reports {
    private final ReportTable table;
    private final ScopeTable scope;
    private final Ledger ledger;
    private final ClaimCalendar calendar;
    private final TransactionTemplate transaction;
    private final TransactionTemplate reading;
    private final Clock clock;

    Reports(
            ReportTable table,
            ScopeTable scope,
            Ledger ledger,
            ClaimCalendar calendar,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.scope = scope;
        this.ledger = ledger;
        this.calendar = calendar;
        this.transaction = transaction;
        this.reading = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.clock = clock;
    }

    /** Commissioners whose practices have priced prescriptions in a month, in their order. */
    public List<OdsCode> commissioners(YearMonth month) {
        return ledger.commissioners(month);
    }

    /**
     * Writes one report anew; answers how many rows it has.
     *
     * @throws NotBalancedException if its rows do not add up to what was posted at the commissioner's cost
     */
    public int write(OdsCode icb, YearMonth month) {
        Instant now = clock.instant();
        boolean isProvisional = calendar.isOpen(month, NhsDates.on(now));
        return Objects.requireNonNull(transaction.execute(status -> {
            scope.workFor(icb, ScopeTable.FOR_WRITING);
            int rows = table.write(icb, month, isProvisional, now);
            compare(icb, month, table.totals(icb, month), ledger.commissioned(icb, month));
            return rows;
        }));
    }

    private static void compare(OdsCode icb, YearMonth month, Ledger.Commissioned written, Ledger.Commissioned posted) {
        boolean same = written.actualCostP().compareTo(posted.actualCostP()) == 0
                && written.feesP().compareTo(posted.feesP()) == 0
                && written.chargesP().compareTo(posted.chargesP()) == 0;
        if (!same) {
            throw new NotBalancedException("The report of " + icb.value() + " for " + month + " has " + written
                    + ", the ledger " + posted + ".");
        }
    }

    /**
     * Hands the rows of a report over one by one, those of one contractor or practice one after another.
     *
     * @param begin told the report, answers who takes its rows
     * @return who took them, or empty if there is no report
     */
    <T extends Consumer<CommissionerReport.Row>> Optional<T> eachRow(
            OdsCode icb, YearMonth month, Breakdown breakdown, Function<CommissionerReport, T> begin) {
        return read(icb, month, report -> {
            T reader = begin.apply(report);
            table.eachRow(icb, month, breakdown, reader);
            return reader;
        });
    }

    /**
     * Lets somebody read a report, its rows as often as needed.
     *
     * @param reader told the report and its rows, those of one practice one after another
     * @return what the reader answered, or empty if there is no report
     */
    <T> Optional<T> published(
            OdsCode icb, YearMonth month, BiFunction<CommissionerReport, SmallNumbers.Rows, T> reader) {
        return read(
                icb,
                month,
                report -> reader.apply(report, each -> table.eachRow(icb, month, Breakdown.PRACTICES, each)));
    }

    /** The report as it was last written, or empty if none was. */
    public Optional<CommissionerReport> find(OdsCode icb, YearMonth month) {
        return read(icb, month, report -> report);
    }

    /**
     * The same with its sums.
     *
     * @param mostRows how many of its rows, 0 or more
     */
    public Optional<ReportOverview> overview(OdsCode icb, YearMonth month, int mostRows) {
        return read(
                icb,
                month,
                report -> new ReportOverview(report, table.sums(icb, month), table.firstRows(icb, month, mostRows)));
    }

    /** Reads all of one moment, even if the report is written anew meanwhile. */
    private <T> Optional<T> read(OdsCode icb, YearMonth month, Function<CommissionerReport, T> reader) {
        return Objects.requireNonNull(reading.execute(status -> {
            scope.workFor(icb, ScopeTable.FOR_READING);
            return table.find(icb, month).map(reader);
        }));
    }
}
