package org.pestle.jobs;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pestle.pricing.NotBalancedException;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;

/** Makes the result of a job from its execution. */
final class Ended {
    private Ended() {}

    static JobResult of(JobExecution execution, long read, long written, long refused, Map<String, Object> totals) {
        String job = execution.getJobInstance().getJobName();
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            return new JobResult(job, JobResult.COMPLETED, read, written, refused, totals);
        }
        Map<String, Object> withReason = new LinkedHashMap<>(totals);
        withReason.put("reason", reason(execution));
        return new JobResult(job, JobResult.FAILED, read, written, refused, withReason);
    }

    /**
     * What does not balance or was refused is told; any other fault may carry data in its words, and stays in the log.
     */
    private static String reason(JobExecution execution) {
        return execution.getAllFailureExceptions().stream()
                .filter(fault -> fault instanceof NotBalancedException || fault instanceof RefusedFileException)
                .map(Throwable::getMessage)
                .map(String::valueOf)
                .findFirst()
                .orElse("An error stopped the job; see the log. Start it again to continue from the last commit.");
    }
}
