package org.pestle.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Optional;
import org.pestle.values.OdsCode;
import org.springframework.context.ApplicationContext;

/** Lets tests of other packages have a schedule or report in its formats. */
public final class PapersOfTests {
    private PapersOfTests() {}

    public static String csv(ApplicationContext service, PaymentSchedule schedule) {
        return new String(service.getBean(ReimbursementFiles.class).of(schedule, Format.CSV), UTF_8);
    }

    public static byte[] pdf(ApplicationContext service, PaymentSchedule schedule) {
        return service.getBean(ReimbursementFiles.class).of(schedule, Format.PDF);
    }

    public static String json(ApplicationContext service, PaymentSchedule schedule) {
        return new String(service.getBean(ReimbursementFiles.class).of(schedule, Format.JSON), UTF_8);
    }

    public static String json(ApplicationContext service, CommissionerReport report) throws IOException {
        return text(service.getBean(ReportDownloads.class).report(report.icb(), report.month(), Format.JSON));
    }

    /** Of all practices, as one CSV file. */
    public static String practices(ApplicationContext service, OdsCode icb, YearMonth month) throws IOException {
        return text(service.getBean(ReportDownloads.class).breakdown(icb, month, Breakdown.PRACTICES, false));
    }

    public static String csv(ApplicationContext service, CommissionerReport report) throws IOException {
        return text(service.getBean(ReportDownloads.class).report(report.icb(), report.month(), Format.CSV));
    }

    /** What everybody may have of it, as JSON. */
    public static String published(ApplicationContext service, CommissionerReport report) throws IOException {
        return text(service.getBean(ReportDownloads.class).published(report.icb(), report.month(), Format.JSON));
    }

    public static byte[] pdf(ApplicationContext service, CommissionerReport report) {
        return service.getBean(ReimbursementFiles.class)
                .pdf(service.getBean(Reports.class)
                        .overview(report.icb(), report.month(), 2000)
                        .orElseThrow());
    }

    private static String text(Optional<Path> file) throws IOException {
        try {
            return Files.readString(file.orElseThrow());
        } finally {
            Files.delete(file.orElseThrow());
        }
    }
}
