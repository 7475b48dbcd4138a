package org.pestle.jobs;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.pestle.claim.CloseUnanswered;
import org.pestle.claim.CloseUnclaimed;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Closes what nobody claimed for in time (eps.md 4.6), and deletes items that came back and were not answered in time
 * (reimbursement.md 1.5). Doing it again does nothing.
 */
@Configuration(proxyBeanMethods = false)
class CloseUnclaimedJob {
    static final String NAME = "close-unclaimed";

    private static final String DELETE_UNANSWERED = "delete-unanswered";

    static final List<NightJob.Parameter> PARAMETERS =
            JobOfADay.parameters("prescriptions whose time for a claim ends on this day or earlier are closed,"
                    + " and items whose time for an answer is over are deleted");

    @Bean
    Job closeUnclaimedSteps(JobRepository jobs, Step closeUnclaimedWhatIsDue, Step deleteUnansweredWhatIsDue) {
        return JobOfADay.job(NAME, jobs, PARAMETERS, closeUnclaimedWhatIsDue, deleteUnansweredWhatIsDue);
    }

    @Bean
    Step closeUnclaimedWhatIsDue(Partitions partitions, CloseUnclaimed close) {
        return partitions.step(NAME, "close-what-is-due", close::closeDue);
    }

    @Bean
    Step deleteUnansweredWhatIsDue(Partitions partitions, CloseUnanswered close) {
        return partitions.step(NAME, DELETE_UNANSWERED, close::closeDue);
    }

    @Bean
    NightJob closeUnclaimedOfTheNight(Job closeUnclaimedSteps, Clock clock) {
        return new JobOfADay(closeUnclaimedSteps, PARAMETERS, clock, CloseUnclaimedJob::ended);
    }

    private static JobResult ended(JobExecution execution) {
        long closed = JobOfADay.written(execution, step -> !step.equals(DELETE_UNANSWERED));
        long deleted = JobOfADay.written(execution, DELETE_UNANSWERED::equals);
        return Ended.of(
                execution, closed + deleted, closed + deleted, 0, Map.of("closed", closed, "items_deleted", deleted));
    }
}
