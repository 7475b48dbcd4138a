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
    private final PublishedReportFiles publishedFiles;
    private final AccountsInTime accounts;
    private final SiteDirectory directory;

    ReimbursementFiles(
            PaymentScheduleFiles scheduleFiles,
            CommissionerReportFiles reportFiles,
            PublishedReportFiles publishedFiles,
            AccountsInTime accounts,
            SiteDirectory directory) {
        this.scheduleFiles = scheduleFiles;
        this.reportFiles = reportFiles;
        this.publishedFiles = publishedFiles;
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

    byte[] of(CommissionerReport report, Format format) {
        return switch (format) {
            case JSON -> reportFiles.json(report, accounts.of(report));
            case CSV -> reportFiles.csv(report);
            case PDF -> CommissionerReportPdf.of(report, accounts.of(report));
        };
    }

    /** What everybody may have of it; not as PDF. */
    byte[] published(CommissionerReport report, Format format) {
        return switch (format) {
            case JSON -> publishedFiles.json(report);
            case CSV -> publishedFiles.csv(report);
            case PDF -> throw new IllegalArgumentException("nothing is published as PDF");
        };
    }

    byte[] summary(CommissionerReport report) {
        return reportFiles.summary(report, accounts.of(report));
    }

    /** Name and address for the paper; the paper is made without them if the directory does not know. */
    private Optional<Site> site(OdsCode contractor) {
        return directory.find(contractor) instanceof SiteDirectory.Lookup.Found found
                ? Optional.of(found.site())
                : Optional.empty();
    }
}
