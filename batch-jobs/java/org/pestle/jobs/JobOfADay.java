package org.pestle.jobs;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.pestle.values.NhsDates;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A job that does what is due on a day, one chunk per transaction, until nothing is left. Doing it again does nothing.
 *
 * @param done what its records have become, in one word: the name of its total
 */
record JobOfADay(Job job, List<Parameter> parameters, Clock clock, String done) implements NightJob {
    static final String DAY = "day";

    /** The rule that such a job applies. */
    interface Work {
        /**
         * Does up to {@code limit} of what is due on the day or earlier; answers how many, none when nothing is left.
         */
        int doDue(LocalDate day, int limit);
    }

    /** Its only parameter. */
    static List<Parameter> parameters(String meaning) {
        return List.of(new Parameter(DAY, "today in London, by the business clock", meaning));
    }

    /** A step of it. */
    static Step step(String name, JobRepository jobs, PlatformTransactionManager transactions, int chunk, Work work) {
        return new StepBuilder(name, jobs)
                .tasklet(
                        (contribution, context) -> {
                            String day = contribution
                                    .getStepExecution()
                                    .getJobParameters()
                                    .getString(DAY);
                            int count = work.doDue(LocalDate.parse(String.valueOf(day)), chunk);
                            contribution.incrementWriteCount(count);
                            return RepeatStatus.continueIf(count > 0);
                        },
                        transactions)
                .build();
    }

    /** The job of these steps, one after the other. */
    static Job job(String name, JobRepository jobs, List<Parameter> parameters, Step first, Step... then) {
        SimpleJobBuilder steps = new JobBuilder(name, jobs)
                .validator(NightJob.validator(parameters))
                .start(first);
        for (Step step : then) {
            steps = steps.next(step);
        }
        return steps.build();
    }

    @Override
    public Map<String, String> complete(Map<String, String> given) {
        String day = given.getOrDefault(DAY, NhsDates.today(clock).toString());
        return Map.of(DAY, Given.day(day).toString());
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public JobResult result(JobExecution execution) {
        long count = execution.getStepExecutions().stream()
                .mapToLong(StepExecution::getWriteCount)
                .sum();
        return Ended.of(execution, count, count, 0, Map.of(done, count));
    }
}
