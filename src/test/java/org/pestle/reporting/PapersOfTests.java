package org.pestle.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;

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

    public static String csv(ApplicationContext service, CommissionerReport report) {
        return new String(service.getBean(ReimbursementFiles.class).of(report, Format.CSV), UTF_8);
    }

    public static byte[] pdf(ApplicationContext service, CommissionerReport report) {
        return service.getBean(ReimbursementFiles.class).of(report, Format.PDF);
    }
}
