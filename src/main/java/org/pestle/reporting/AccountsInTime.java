package org.pestle.reporting;

import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds how schedules and reports stand in time. */
@Component
public class AccountsInTime {
    private static final Duration FOR_READING = Duration.ofSeconds(30);

    private final ReportTable reports;
    private final ScheduleTable schedules;
    private final NightRunTable nights;
    private final TransactionTemplate transaction;

    AccountsInTime(
            ReportTable reports, ScheduleTable schedules, NightRunTable nights, TransactionTemplate transaction) {
        this.reports = reports;
        this.schedules = schedules;
        this.nights = nights;
        this.transaction = transaction;
    }

    /** Of a commissioner's month: what it bears for drugs and appliances. */
    public AccountInTime of(CommissionerReport report) {
        return Objects.requireNonNull(transaction.execute(status -> {
            reports.workFor(report.icb(), FOR_READING);
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
