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
import org.pestle.prescription.DeletePrescriptions.Share;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Deletes the prescriptions that have had their time, a year later what was left of them (eps.md 4.6), and changes of
 * nominations that have had theirs. Each partition remembers how far it has come, so that every prescription is looked
 * at once. Doing it again does nothing.
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
    Step deleteWhatIsDue(Partitions partitions, DeletePrescriptions prescriptions) {
        return partitions.step(NAME, DELETE, (day, partition, of, memory, limit) -> {
            Chunk chunk = prescriptions.deleteDue(day, limit, from(new Share(partition, of), memory));
            remember(chunk.end(), memory);
            return new Partitions.Chunk(chunk.deleted(), chunk.end() == null);
        });
    }

    @Bean
    Step deleteOldPlaceholders(Partitions partitions, DeletePlaceholders placeholders) {
        return partitions.step(NAME, "delete-placeholders", placeholders::deleteDue);
    }

    @Bean
    Step purgeWhatIsDue(Partitions partitions, DeletePrescriptions prescriptions) {
        return partitions.step(NAME, "purge-what-is-due", prescriptions::purgeDue);
    }

    @Bean
    Step purgeOldNominations(Partitions partitions, NominationChanges changes) {
        return partitions.step(NAME, "purge-nominations", changes::purgeDue);
    }

    private static Position from(Share share, ExecutionContext memory) {
        return memory.containsKey(PRESCRIPTION)
                ? new Position(share, LocalDate.parse(memory.getString(DUE_ON)), memory.getString(PRESCRIPTION))
                : Position.startOf(share);
    }

    private static void remember(@Nullable Position end, ExecutionContext memory) {
        if (end != null) {
            memory.putString(DUE_ON, end.dueOn().toString());
            memory.putString(PRESCRIPTION, end.prescription());
        }
    }

    @Bean
    NightJob deleteAndPurgeOfTheNight(Job deleteAndPurgeSteps, Clock clock) {
        return new JobOfADay(deleteAndPurgeSteps, PARAMETERS, clock, DeleteAndPurgeJob::ended);
    }

    private static JobResult ended(JobExecution execution) {
        long deleted = JobOfADay.written(execution, DELETE::equals);
        long purged = JobOfADay.written(execution, step -> !step.equals(DELETE));
        return Ended.of(execution, deleted + purged, deleted + purged, 0, Map.of("deleted", deleted, "purged", purged));
    }
}
