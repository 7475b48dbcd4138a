package org.pestle.reporting;

import java.time.YearMonth;
import java.util.Optional;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/** Schedules of payments on paper, for a page that offers them. Whoever asks must have checked who may read it. */
@Component
public class PrintedSchedules {
    private final Schedules schedules;
    private final ReimbursementFiles files;

    PrintedSchedules(Schedules schedules, ReimbursementFiles files) {
        this.schedules = schedules;
        this.files = files;
    }

    /** The schedule as PDF, or empty if none was written. */
    public Optional<byte[]> pdf(OdsCode contractor, YearMonth month) {
        return schedules.find(contractor, month).map(schedule -> files.of(schedule, Format.PDF));
    }
}
