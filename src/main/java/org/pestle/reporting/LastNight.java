package org.pestle.reporting;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How the jobs of the night ended last, for the start page and for people on call. */
@Component
public class LastNight {
    /**
     * One job.
     *
     * @param job its name
     * @param status COMPLETED or FAILED
     * @param read records it looked at
     * @param written records it changed or made
     * @param refused records for which the answer was no
     * @param totals its control totals; amounts end in {@code _p} and are pence
     * @param endedAt by the business clock
     */
    public record Job(
            String job,
            String status,
            long read,
            long written,
            long refused,
            Map<String, Object> totals,
            Instant endedAt) {
        /** Copies the totals. */
        public Job {
            totals = new LinkedHashMap<>(totals);
        }
    }

    private final LastNightTable table;

    LastNight(LastNightTable table) {
        this.table = table;
    }

    /** Each job that has run, the latest first; empty before the first night. */
    public List<Job> jobs() {
        return table.all();
    }

    /** Puts down how a job ended. */
    public void keep(Job job) {
        table.keep(job);
    }
}
