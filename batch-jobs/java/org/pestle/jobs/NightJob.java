package org.pestle.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.DefaultJobParametersValidator;
import org.springframework.batch.core.job.parameters.JobParametersValidator;

/** What the night needs to know of a job beside its steps. Every job class has one of these. */
interface NightJob {
    /**
     * One parameter, as the runbook lists it.
     *
     * @param name the key on the command line
     * @param byDefault what is taken if it is not given
     * @param meaning what it does
     */
    record Parameter(String name, String byDefault, String meaning) {}

    /** The steps. */
    Job job();

    /** All parameters it knows; none has to be given. */
    List<Parameter> parameters();

    /**
     * The parameters of a start, with the defaults of the business clock.
     *
     * @throws IllegalArgumentException if a value is wrong; the message is for the operator
     */
    Map<String, String> complete(Map<String, String> given);

    /** What the schedule gives it, equal in every process that starts it for the same night. */
    default Map<String, String> scheduled() {
        return complete(Map.of());
    }

    /** Whether the same parameters may run again; if not, a completed run is left alone. */
    boolean isRepeatable();

    /** Counts and control totals after a run. */
    JobResult result(JobExecution execution);

    /** Lends a hand to another process that runs this job now, while this one waits for its turn. */
    default void help() {
        // Most jobs are too short to be shared.
    }

    /** Its name. */
    default String name() {
        return job().getName();
    }

    /** Refuses parameters that the runbook does not list. */
    static JobParametersValidator validator(List<Parameter> parameters) {
        String[] known = parameters.stream().map(Parameter::name).toArray(String[]::new);
        String[] optional = Arrays.copyOf(known, known.length + 1);
        optional[known.length] = Night.AGAIN;
        return new DefaultJobParametersValidator(new String[0], optional);
    }
}
