package org.pestle.jobs;

import java.time.Clock;
import java.util.List;
import org.pestle.prescription.MakeReady;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Offers for download what has waited for its day (eps.md 4.6). Doing it again does nothing. */
@Configuration(proxyBeanMethods = false)
class MakeReadyJob {
    static final String NAME = "make-ready";

    static final List<NightJob.Parameter> PARAMETERS =
            JobOfADay.parameters("prescriptions due on this day or earlier are made ready");

    @Bean
    Job makeReadySteps(JobRepository jobs, Step makeReadyWhatIsDue) {
        return JobOfADay.job(NAME, jobs, PARAMETERS, makeReadyWhatIsDue);
    }

    @Bean
    Step makeReadyWhatIsDue(
            JobRepository jobs, PlatformTransactionManager transactions, MakeReady ready, JobSettings settings) {
        return JobOfADay.step("make-ready-what-is-due", jobs, transactions, settings.chunk(NAME), ready::makeReady);
    }

    @Bean
    NightJob makeReadyOfTheNight(Job makeReadySteps, Clock clock) {
        return new JobOfADay(makeReadySteps, PARAMETERS, clock, "ready");
    }
}
