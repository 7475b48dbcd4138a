package org.pestle.jobs;

import java.time.Clock;
import org.pestle.reporting.LastNight;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts down how each job ended: in the log, and for the start page. */
@Component
class NightBook {
    private static final Logger LOG = LoggerFactory.getLogger(NightBook.class);

    private final LastNight lastNight;
    private final Clock clock;

    NightBook(LastNight lastNight, Clock clock) {
        this.lastNight = lastNight;
        this.clock = clock;
    }

    JobResult keep(JobResult result) {
        LOG.info(
                "job={} status={} read={} written={} refused={} totals={}",
                result.job(),
                result.status(),
                result.read(),
                result.written(),
                result.refused(),
                result.totals());
        lastNight.keep(new LastNight.Job(
                result.job(),
                result.status(),
                result.read(),
                result.written(),
                result.refused(),
                result.totals(),
                clock.instant()));
        return result;
    }
}
