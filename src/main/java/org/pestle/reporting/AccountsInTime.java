package org.pestle.reporting;

import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds how schedules and reports stand in time. */
@Component
public class AccountsInTime {
    private final ReportTable reports;
    private final ScopeTable scope;
    private final ScheduleTable schedules;
    private final NightRunTable nights;
    private final TransactionTemplate transaction;

    AccountsInTime(
            ReportTable reports,
            ScopeTable scope,
            ScheduleTable schedules,
            NightRunTable nights,
            TransactionTemplate transaction) {
        this.reports = reports;
        this.scope = scope;
        this.schedules = schedules;
        this.nights = nights;
        this.transaction = transaction;
    }

    /** Of a commissioner's month: what it bears for drugs and appliances. */
    public AccountInTime of(CommissionerReport report) {
        return Objects.requireNonNull(transaction.execute(status -> {
            scope.workFor(report.icb(), ScopeTable.FOR_READING);
            return new AccountInTime(
                    SpendByMonth.upTo(report.month(), "Actual cost", reports.costByMonth(report.icb(), report.month())),
                    nights.ofCommissioner(report.icb(), report.month(), report.writtenAt()));
        }));
    }

    /** Of a contractor's month: its account total. */
    public AccountInTime of(PaymentSchedule schedule) {
        return new AccountInTime(
                SpendByMonth.upTo(
                        schedule.month(),
                        "Account total",
                        schedules.totalByMonth(schedule.contractor(), schedule.month())),
                nights.ofContractor(schedule.contractor(), schedule.month(), schedule.writtenAt()));
    }
}
