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
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

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
    Step closeUnclaimedWhatIsDue(
            JobRepository jobs, PlatformTransactionManager transactions, CloseUnclaimed close, JobSettings settings) {
        return JobOfADay.step("close-what-is-due", jobs, transactions, settings.chunk(NAME), close::closeDue);
    }

    @Bean
    Step deleteUnansweredWhatIsDue(
            JobRepository jobs, PlatformTransactionManager transactions, CloseUnanswered close, JobSettings settings) {
        return JobOfADay.step(DELETE_UNANSWERED, jobs, transactions, settings.chunk(NAME), close::closeDue);
    }

    @Bean
    NightJob closeUnclaimedOfTheNight(Job closeUnclaimedSteps, Clock clock) {
        return new JobOfADay(closeUnclaimedSteps, PARAMETERS, clock, CloseUnclaimedJob::ended);
    }

    private static JobResult ended(JobExecution execution) {
        long closed = written(execution, false);
        long deleted = written(execution, true);
        return Ended.of(
                execution, closed + deleted, closed + deleted, 0, Map.of("closed", closed, "items_deleted", deleted));
    }

    private static long written(JobExecution execution, boolean byDeletion) {
        return execution.getStepExecutions().stream()
                .filter(step -> step.getStepName().equals(DELETE_UNANSWERED) == byDeletion)
                .mapToLong(StepExecution::getWriteCount)
                .sum();
    }
}
