package org.pestle.jobs;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pestle.nomination.NominationChanges;
import org.pestle.prescription.DeletePlaceholders;
import org.pestle.prescription.DeletePrescriptions;
import org.pestle.prescription.DeletePrescriptions.Chunk;
import org.pestle.prescription.DeletePrescriptions.Position;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Deletes the prescriptions that have had their time, a year later what was left of them (eps.md 4.6), and changes of
 * nominations that have had theirs. It remembers with each chunk how far it has come, so that every prescription is
 * looked at once. Doing it again does nothing.
 */
@Configuration(proxyBeanMethods = false)
class DeleteAndPurgeJob {
    static final String NAME = "delete-and-purge";

    static final List<NightJob.Parameter> PARAMETERS =
            JobOfADay.parameters("what is due on this day or earlier is deleted or purged");

    private static final String DELETE = "delete-what-is-due";
    private static final String DUE_ON = "due-on";
    private static final String PRESCRIPTION = "prescription";

    @Bean
    Job deleteAndPurgeSteps(
            JobRepository jobs,
            Step deleteWhatIsDue,
            Step deleteOldPlaceholders,
            Step purgeWhatIsDue,
            Step purgeOldNominations) {
        return JobOfADay.job(
                NAME, jobs, PARAMETERS, deleteWhatIsDue, deleteOldPlaceholders, purgeWhatIsDue, purgeOldNominations);
    }

    @Bean
    Step deleteWhatIsDue(
            JobRepository jobs,
            PlatformTransactionManager transactions,
            DeletePrescriptions prescriptions,
            JobSettings settings) {
        return new StepBuilder(DELETE, jobs)
                .tasklet(
                        (contribution, context) -> {
                            ExecutionContext memory =
                                    contribution.getStepExecution().getExecutionContext();
                            Chunk chunk = prescriptions.deleteDue(
                                    JobOfADay.day(contribution), settings.chunk(NAME), from(memory));
                            contribution.incrementWriteCount(chunk.deleted());
                            return RepeatStatus.continueIf(remember(chunk.end(), memory));
                        },
                        transactions)
                .build();
    }

    @Bean
    Step deleteOldPlaceholders(
            JobRepository jobs,
            PlatformTransactionManager transactions,
            DeletePlaceholders placeholders,
            JobSettings settings) {
        return JobOfADay.step("delete-placeholders", jobs, transactions, settings.chunk(NAME), placeholders::deleteDue);
    }

    @Bean
    Step purgeWhatIsDue(
            JobRepository jobs,
            PlatformTransactionManager transactions,
            DeletePrescriptions prescriptions,
            JobSettings settings) {
        return JobOfADay.step("purge-what-is-due", jobs, transactions, settings.chunk(NAME), prescriptions::purgeDue);
    }

    @Bean
    Step purgeOldNominations(
            JobRepository jobs,
            PlatformTransactionManager transactions,
            NominationChanges changes,
            JobSettings settings) {
        return JobOfADay.step("purge-nominations", jobs, transactions, settings.chunk(NAME), changes::purgeDue);
    }

    private static Position from(ExecutionContext memory) {
        return memory.containsKey(PRESCRIPTION)
                ? new Position(LocalDate.parse(memory.getString(DUE_ON)), memory.getString(PRESCRIPTION))
                : Position.START;
    }

    /** Remembers where the chunk ended; false if there was nothing more to look at. */
    private static boolean remember(@Nullable Position end, ExecutionContext memory) {
        if (end == null) {
            return false;
        }
        memory.putString(DUE_ON, end.dueOn().toString());
        memory.putString(PRESCRIPTION, end.prescription());
        return true;
    }

    @Bean
    NightJob deleteAndPurgeOfTheNight(Job deleteAndPurgeSteps, Clock clock) {
        return new JobOfADay(deleteAndPurgeSteps, PARAMETERS, clock, DeleteAndPurgeJob::ended);
    }

    private static JobResult ended(JobExecution execution) {
        long deleted = written(execution, true);
        long purged = written(execution, false);
        return Ended.of(execution, deleted + purged, deleted + purged, 0, Map.of("deleted", deleted, "purged", purged));
    }

    private static long written(JobExecution execution, boolean byDeletion) {
        return execution.getStepExecutions().stream()
                .filter(step -> step.getStepName().equals(DELETE) == byDeletion)
                .mapToLong(step -> step.getWriteCount())
                .sum();
    }
}
