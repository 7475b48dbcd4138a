package org.pestle.reporting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The commissioners' reports: written at night from the runs that balanced, each read by its own commissioner only. */
@Component
public class Reports {
    private static final Duration FOR_WRITING = Duration.ofMinutes(30);
    private static final Duration FOR_READING = Duration.ofSeconds(30);

    private final ReportTable table;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reports(ReportTable table, TransactionTemplate transaction, Clock clock) {
        this.table = table;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Commissioners whose practices have priced prescriptions in a month, in their order. */
    public List<OdsCode> commissioners(YearMonth month) {
        return table.commissioners(month);
    }

    /** Writes one report anew; answers how many rows it has. */
    public int write(OdsCode icb, YearMonth month) {
        Instant now = clock.instant();
        boolean isProvisional = NhsDates.isOpenForClaims(month, NhsDates.on(now));
        return Objects.requireNonNull(transaction.execute(status -> {
            table.workFor(icb, FOR_WRITING);
            return table.write(icb, month, isProvisional, now);
        }));
    }

    /** The report as it was last written, or empty if none was. */
    public Optional<CommissionerReport> find(OdsCode icb, YearMonth month) {
        return Objects.requireNonNull(transaction.execute(status -> {
            table.workFor(icb, FOR_READING);
            return table.find(icb, month);
        }));
    }
}
