package org.pestle.reporting;

import java.util.Optional;
import org.pestle.routing.Site;
import org.pestle.routing.SiteDirectory;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/** Schedules and reports in the formats that are asked for. */
@Component
class ReimbursementFiles {
    private final PaymentScheduleFiles scheduleFiles;
    private final CommissionerReportFiles reportFiles;
    private final AccountsInTime accounts;
    private final SiteDirectory directory;

    ReimbursementFiles(
            PaymentScheduleFiles scheduleFiles,
            CommissionerReportFiles reportFiles,
            AccountsInTime accounts,
            SiteDirectory directory) {
        this.scheduleFiles = scheduleFiles;
        this.reportFiles = reportFiles;
        this.accounts = accounts;
        this.directory = directory;
    }

    byte[] of(PaymentSchedule schedule, Format format) {
        return switch (format) {
            case JSON -> scheduleFiles.json(schedule, accounts.of(schedule));
            case CSV -> scheduleFiles.csv(schedule);
            case PDF -> PaymentSchedulePdf.of(schedule, site(schedule.contractor()), accounts.of(schedule));
        };
    }

    byte[] pdf(ReportOverview overview) {
        return CommissionerReportPdf.of(overview, accounts.of(overview.report()));
    }

    byte[] summary(ReportOverview overview) {
        return reportFiles.summary(overview);
    }

    /** Name and address for the paper; the paper is made without them if the directory does not know. */
    private Optional<Site> site(OdsCode contractor) {
        return directory.find(contractor) instanceof SiteDirectory.Lookup.Found found
                ? Optional.of(found.site())
                : Optional.empty();
    }
}
