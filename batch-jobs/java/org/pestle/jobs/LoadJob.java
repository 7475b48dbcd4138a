package org.pestle.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.tariff.Progress;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A job that loads reference data: all of it in one transaction, or nothing. Loading the same again changes nothing, so
 * that it may be started as often as anyone likes.
 *
 * @param completing what is taken where a parameter is not given
 */
record LoadJob(Job job, List<Parameter> parameters, UnaryOperator<Map<String, String>> completing) implements NightJob {
    private static final String TOTAL = "total.";

    /** The rule that such a job applies. */
    interface Loading {
        Outcome<Loaded> load(JobParameters parameters, Progress progress);
    }

    /**
     * What was loaded.
     *
     * @param read lines of the file
     * @param written lines added, none if all was held already
     */
    record Loaded(long read, long written, Map<String, String> totals) {}

    /** A job of one step. */
    static Job job(String name, JobRepository jobs, List<Parameter> parameters, Step step) {
        return new JobBuilder(name, jobs)
                .validator(NightJob.validator(parameters))
                .start(step)
                .build();
    }

    /** Its only step; a refusal ends it, so that nothing is kept. */
    static Step step(
            String name,
            JobRepository jobs,
            PlatformTransactionManager transactions,
            ProgressOnConsole console,
            Loading loading) {
        return new StepBuilder(name, jobs)
                .tasklet(
                        (contribution, context) -> {
                            StepExecution step = contribution.getStepExecution();
                            Outcome<Loaded> outcome =
                                    console.show(name, progress -> loading.load(step.getJobParameters(), progress));
                            switch (outcome) {
                                case Outcome.Done<Loaded>(Loaded loaded) -> {
                                    contribution.incrementWriteCount(loaded.written());
                                    remember(loaded, step.getExecutionContext());
                                }
                                case Outcome.Refused<Loaded>(List<Finding> findings) ->
                                    throw new RefusedFileException(findings);
                            }
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
    }

    private static void remember(Loaded loaded, ExecutionContext memory) {
        memory.putLong("read", loaded.read());
        loaded.totals().forEach((name, value) -> memory.putString(TOTAL + name, value));
    }

    @Override
    public Map<String, String> complete(Map<String, String> given) {
        return completing.apply(given);
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public JobResult result(JobExecution execution) {
        long read = 0;
        long written = 0;
        Map<String, Object> totals = new LinkedHashMap<>();
        for (StepExecution step : execution.getStepExecutions()) {
            ExecutionContext memory = step.getExecutionContext();
            read += memory.getLong("read", 0);
            written += step.getWriteCount();
            memory.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(TOTAL))
                    .forEach(entry -> totals.put(entry.getKey().substring(TOTAL.length()), entry.getValue()));
        }
        List<String> faults = execution.getAllFailureExceptions().stream()
                .filter(RefusedFileException.class::isInstance)
                .flatMap(refused -> ((RefusedFileException) refused).faults().stream())
                .toList();
        if (!faults.isEmpty()) {
            totals.put("faults", faults);
        }
        return Ended.of(execution, read, written, faults.size(), totals);
    }
}
