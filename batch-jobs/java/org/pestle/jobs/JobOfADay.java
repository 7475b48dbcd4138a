package org.pestle.jobs;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pestle.values.NhsDates;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;

/**
 * A job that does what is due on a day until nothing is left. Doing it again does nothing.
 *
 * @param ended makes counts and totals of a run
 */
record JobOfADay(Job job, List<Parameter> parameters, Clock clock, Function<JobExecution, JobResult> ended)
        implements NightJob {
    private static final String DAY = "day";

    /**
     * One that counts what its steps have written.
     *
     * @param done what its records have become, in one word: the name of its total
     */
    JobOfADay(Job job, List<Parameter> parameters, Clock clock, String done) {
        this(job, parameters, clock, execution -> written(execution, done));
    }

    /** Its only parameter. */
    static List<Parameter> parameters(String meaning) {
        return List.of(new Parameter(DAY, "today in London, by the business clock", meaning));
    }

    /** The day that a step works for. */
    static LocalDate day(StepContribution contribution) {
        return LocalDate.parse(String.valueOf(
                contribution.getStepExecution().getJobParameters().getString(DAY)));
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
        return ended.apply(execution);
    }

    private static JobResult written(JobExecution execution, String done) {
        long count = written(execution, step -> true);
        return Ended.of(execution, count, count, 0, Map.of(done, count));
    }

    /** What the steps of that name have written, all partitions of each together. */
    static long written(JobExecution execution, Predicate<String> name) {
        return execution.getStepExecutions().stream()
                .filter(step -> !Partitions.isOne(step) && name.test(step.getStepName()))
                .mapToLong(StepExecution::getWriteCount)
                .sum();
    }
}
