package org.pestle.jobs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a job ended.
 *
 * @param job its name
 * @param status {@link #COMPLETED} or {@link #FAILED}
 * @param read records it looked at in this start
 * @param written records it changed or made
 * @param refused records for which the answer was no, such as claims that were referred back
 * @param totals its control totals, and under {@code reason} why it failed
 */
public record JobResult(String job, String status, long read, long written, long refused, Map<String, Object> totals) {
    /** Everything was done and the totals agree. */
    public static final String COMPLETED = "COMPLETED";

    /** Something is left to do; nothing that does not balance has left. */
    public static final String FAILED = "FAILED";

    /** Copies the totals. */
    public JobResult {
        totals = new LinkedHashMap<>(totals);
    }

    static JobResult failed(String job, String reason) {
        return new JobResult(job, FAILED, 0, 0, 0, Map.of("reason", reason));
    }

    /** Whether it completed. */
    public boolean hasCompleted() {
        return status.equals(COMPLETED);
    }
}
