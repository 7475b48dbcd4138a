package org.pestle.jobs;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes steps whose partitions work side by side, each chunk of each in a transaction of its own, until nothing is left
 * (ADR 0026). If one fails, the step does, and its next start continues those that had not come to their end.
 */
@Component
class Partitions {
    private static final String PARTITION = "partition";
    private static final String PARTITIONS = "partitions";
    private static final int MOST_RETRIES = 10;

    private final JobRepository jobs;
    private final PlatformTransactionManager transactions;
    private final JobSettings settings;
    private final TransactionTemplate nested;
    private final RetryTemplate retry;

    Partitions(JobRepository jobs, PlatformTransactionManager transactions, JobSettings settings) {
        this.jobs = jobs;
        this.transactions = transactions;
        this.settings = settings;
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.retry = new RetryTemplate(RetryPolicy.builder()
                .includes(PessimisticLockingFailureException.class)
                .maxRetries(MOST_RETRIES)
                .build());
    }

    /** A rule that finds for itself what is due and what nobody else has in hand. */
    interface Work {
        /** Does up to {@code limit} of it; answers how many, none when nothing is left. */
        int doDue(LocalDate day, int limit);
    }

    /** A rule that goes through a part of the record from one end to the other. */
    interface WorkOnPart {
        /**
         * Does the next chunk of a partition.
         *
         * @param partition from 0
         * @param partitions how many there are
         * @param memory what the partition keeps from chunk to chunk, also over a new start
         */
        Chunk next(LocalDate day, int partition, int partitions, ExecutionContext memory, int limit);
    }

    /**
     * What came of a chunk.
     *
     * @param written how many records
     * @param isLast whether the partition has come to its end
     */
    record Chunk(int written, boolean isLast) {}

    /** A step in which every partition takes what is due and free. */
    Step step(String job, String name, Work work) {
        return step(job, name, (day, partition, partitions, memory, limit) -> {
            int done = work.doDue(day, limit);
            return new Chunk(done, done == 0);
        });
    }

    /** A step in which every partition goes through a part of its own. */
    Step step(String job, String name, WorkOnPart work) {
        int chunk = settings.chunk(job);
        Step partition = new StepBuilder(name, jobs)
                .tasklet(
                        (contribution, context) -> {
                            Chunk done = next(work, contribution, chunk);
                            contribution.incrementWriteCount(done.written());
                            return RepeatStatus.continueIf(!done.isLast());
                        },
                        transactions)
                .build();
        return new StepBuilder(name, jobs)
                .partitioner(name, Partitions::number)
                .step(partition)
                .gridSize(settings.partitions(job))
                .taskExecutor(new SimpleAsyncTaskExecutor(name + "-"))
                .build();
    }

    /**
     * Two chunks may want to write to the same two organisations. If each waits for the other, the database lets one of
     * them go on; the other then begins anew.
     */
    private Chunk next(WorkOnPart work, StepContribution contribution, int limit) {
        ExecutionContext memory = contribution.getStepExecution().getExecutionContext();
        return retry.invoke(() -> nested.execute(status -> work.next(
                JobOfADay.day(contribution), memory.getInt(PARTITION), memory.getInt(PARTITIONS), memory, limit)));
    }

    private static Map<String, ExecutionContext> number(int partitions) {
        Map<String, ExecutionContext> numbered = new LinkedHashMap<>();
        for (int i = 0; i < partitions; i++) {
            ExecutionContext memory = new ExecutionContext();
            memory.putInt(PARTITION, i);
            memory.putInt(PARTITIONS, partitions);
            numbered.put(Integer.toString(i), memory);
        }
        return numbered;
    }

    /** Whether that is a partition of a step and not the step itself. */
    static boolean isOne(StepExecution step) {
        return step.getStepName().contains(":");
    }
}
