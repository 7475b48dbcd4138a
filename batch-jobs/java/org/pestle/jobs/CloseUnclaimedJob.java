package org.pestle.jobs;

import java.time.Clock;
import java.util.List;
import org.pestle.claim.CloseUnclaimed;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Closes what nobody claimed for in time (eps.md 4.6). Doing it again does nothing. */
@Configuration(proxyBeanMethods = false)
class CloseUnclaimedJob {
    static final String NAME = "close-unclaimed";

    static final List<NightJob.Parameter> PARAMETERS =
            JobOfADay.parameters("prescriptions whose time for a claim ends on this day or earlier are closed");

    @Bean
    Job closeUnclaimedSteps(JobRepository jobs, Step closeUnclaimedWhatIsDue) {
        return JobOfADay.job(NAME, jobs, PARAMETERS, closeUnclaimedWhatIsDue);
    }

    @Bean
    Step closeUnclaimedWhatIsDue(
            JobRepository jobs, PlatformTransactionManager transactions, CloseUnclaimed close, JobSettings settings) {
        return JobOfADay.step("close-what-is-due", jobs, transactions, settings.chunk(NAME), close::closeDue);
    }

    @Bean
    NightJob closeUnclaimedOfTheNight(Job closeUnclaimedSteps, Clock clock) {
        return new JobOfADay(closeUnclaimedSteps, PARAMETERS, clock, "closed");
    }
}
