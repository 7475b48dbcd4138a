package org.pestle.jobs;

import java.time.LocalDate;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/**
 * A step that asks outside and so is in no transaction. With each chunk it remembers where it ended and what it has
 * counted, and a run that was broken off goes on from there.
 */
final class Walk {
    private static final String AFTER = "after";

    private Walk() {}

    /**
     * What came of a chunk.
     *
     * @param counted what to add to each total
     * @param last where to go on, or null at the end
     */
    record Chunk(Map<String, Integer> counted, @Nullable String last) {}

    /** The rule that is applied. */
    interface Way {
        /**
         * Does the next chunk.
         *
         * @param after where the one before ended; an empty text for the first
         * @param total what was counted before, by name
         */
        Chunk next(LocalDate day, String after, ToLongFunction<String> total);
    }

    /** The step. */
    static Step step(String name, JobRepository jobs, Way way) {
        return new StepBuilder(name, jobs)
                .tasklet(
                        (contribution, context) -> {
                            ExecutionContext memory =
                                    contribution.getStepExecution().getExecutionContext();
                            Chunk chunk = way.next(
                                    JobOfADay.day(contribution),
                                    memory.getString(AFTER, ""),
                                    total -> memory.getLong(total, 0));
                            chunk.counted().forEach((total, count) -> add(memory, total, count));
                            if (chunk.last() != null) {
                                memory.putString(AFTER, chunk.last());
                            }
                            return RepeatStatus.continueIf(chunk.last() != null);
                        },
                        new ResourcelessTransactionManager())
                .build();
    }

    private static void add(ExecutionContext memory, String total, int count) {
        memory.putLong(total, memory.getLong(total, 0) + count);
    }

    /** A total of a run, with what was counted before it was broken off. */
    static long total(JobExecution execution, String total) {
        return execution.getStepExecutions().stream()
                .mapToLong(step -> step.getExecutionContext().getLong(total, 0))
                .sum();
    }
}
