package org.pestle.jobs;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Starts the jobs of the night: by the schedule, by the sandbox, or as a process of its own. One runs at a time. A run
 * that was killed is found by its lock being free, and is continued from its last commit before anything new starts; a
 * run that cannot be repeated and failed is tried again before a later one.
 */
@Component
public class Night {
    /** Tells runs of a repeatable job with the same parameters apart; never given from outside. */
    static final String AGAIN = "again";

    private final Map<String, NightJob> jobs;
    private final JobOperator operator;
    private final JobRepository repository;
    private final NightLock lock;
    private final NightBook book;

    Night(
            ObjectProvider<NightJob> jobs,
            JobOperator operator,
            JobRepository repository,
            NightLock lock,
            NightBook book) {
        this.jobs = new LinkedHashMap<>();
        jobs.stream()
                .sorted(Comparator.comparingInt(job -> ORDER.indexOf(job.name())))
                .forEach(job -> this.jobs.put(job.name(), job));
        this.operator = operator;
        this.repository = repository;
        this.lock = lock;
        this.book = book;
    }

    /** The jobs in the order of the night (contract.md 6). */
    static final List<String> ORDER =
            List.of("expire-prescriptions", "make-ready", "close-unclaimed", "price-claims", "write-reports");

    /** The names of all jobs, in the order of the night. */
    public List<String> names() {
        return List.copyOf(jobs.keySet());
    }

    /**
     * Runs a job now and answers when it ended.
     *
     * @param job its name; an unknown one fails
     * @param parameters as its runbook lists them; what is missing comes from the business clock
     */
    public JobResult run(String job, Map<String, String> parameters) {
        NightJob found = jobs.get(job);
        if (found == null) {
            return JobResult.failed(job, "There is no such job; there are " + String.join(", ", jobs.keySet()) + ".");
        }
        return lock.whileHeld(() -> book.keep(run(found, parameters)), found::help);
    }

    /** Runs a job as the schedule does: what another process has already completed for the same night is left alone. */
    void runScheduled(String job) {
        Optional.ofNullable(jobs.get(job))
                .ifPresent(found -> lock.whileHeld(
                        () -> {
                            finishDead(found);
                            return isCompleted(found, found.scheduled())
                                    ? null
                                    : book.keep(run(found, found.scheduled()));
                        },
                        found::help));
    }

    private JobResult run(NightJob job, Map<String, String> given) {
        Map<String, String> parameters;
        try {
            refuseUnknown(job, given.keySet());
            parameters = job.complete(given);
        } catch (IllegalArgumentException wrong) {
            return JobResult.failed(job.name(), String.valueOf(wrong.getMessage()));
        }
        finishDead(job);
        if (job.isRepeatable()) {
            return start(job, unusedYet(job, parameters));
        }
        Optional<JobParameters> unfinished = unfinished(job);
        if (unfinished.isPresent()) {
            JobResult earlier = start(job, unfinished.get());
            if (!earlier.hasCompleted() || valuesOf(unfinished.get()).equals(valuesOf(asJobParameters(parameters)))) {
                return earlier;
            }
            book.keep(earlier);
        }
        return isCompleted(job, parameters) ? doneBefore(job, parameters) : start(job, asJobParameters(parameters));
    }

    private static void refuseUnknown(NightJob job, Set<String> given) {
        List<String> known =
                job.parameters().stream().map(NightJob.Parameter::name).toList();
        given.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("There is no parameter of that name; there are " + known + ".");
        });
    }

    /** We hold the lock, so whatever is marked as running has no process any more. */
    private void finishDead(NightJob job) {
        repository.findRunningJobExecutions(job.name()).forEach(operator::recover);
    }

    private Optional<JobParameters> unfinished(NightJob job) {
        return Optional.ofNullable(repository.getLastJobInstance(job.name()))
                .map(this::lastExecution)
                .filter(last -> last.getStatus() != BatchStatus.COMPLETED)
                .map(JobExecution::getJobParameters);
    }

    private JobExecution lastExecution(JobInstance instance) {
        return Objects.requireNonNull(repository.getLastJobExecution(instance));
    }

    private boolean isCompleted(NightJob job, Map<String, String> parameters) {
        JobExecution last = repository.getLastJobExecution(job.name(), asJobParameters(parameters));
        return last != null && last.getStatus() == BatchStatus.COMPLETED;
    }

    private JobResult doneBefore(NightJob job, Map<String, String> parameters) {
        JobExecution last =
                Objects.requireNonNull(repository.getLastJobExecution(job.name(), asJobParameters(parameters)));
        return new JobResult(
                job.name(), JobResult.COMPLETED, 0, 0, 0, job.result(last).totals());
    }

    private JobParameters unusedYet(NightJob job, Map<String, String> parameters) {
        Map<String, String> candidate = new LinkedHashMap<>(parameters);
        for (int again = 2; isCompleted(job, candidate); again++) {
            candidate.put(AGAIN, Integer.toString(again));
        }
        return asJobParameters(candidate);
    }

    /**
     * If the database goes away while a chunk is committed, nobody knows whether it was, and Spring Batch refuses to go
     * on. Our jobs find in the record itself what is left to do, so they may.
     */
    private void settleUnknown(NightJob job, JobParameters parameters) {
        JobExecution last = repository.getLastJobExecution(job.name(), parameters);
        if (last == null) {
            return;
        }
        last.getStepExecutions().stream()
                .filter(step -> step.getStatus() == BatchStatus.UNKNOWN)
                .forEach(step -> {
                    step.setStatus(BatchStatus.FAILED);
                    repository.update(step);
                });
        if (last.getStatus() == BatchStatus.UNKNOWN) {
            last.setStatus(BatchStatus.FAILED);
            repository.update(last);
        }
    }

    private JobResult start(NightJob job, JobParameters parameters) {
        settleUnknown(job, parameters);
        try {
            return job.result(operator.start(job.job(), parameters));
        } catch (InvalidJobParametersException refused) {
            return JobResult.failed(job.name(), String.valueOf(refused.getMessage()));
        } catch (JobExecutionException refused) {
            throw new IllegalStateException("job " + job.name() + " cannot be started", refused);
        }
    }

    /** To compare them: Spring Batch calls parameters equal if their names are. */
    private static Map<String, Object> valuesOf(JobParameters parameters) {
        Map<String, Object> values = new HashMap<>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
        return values;
    }

    private static JobParameters asJobParameters(Map<String, String> parameters) {
        JobParametersBuilder builder = new JobParametersBuilder();
        parameters.forEach(builder::addString);
        return builder.toJobParameters();
    }
}
