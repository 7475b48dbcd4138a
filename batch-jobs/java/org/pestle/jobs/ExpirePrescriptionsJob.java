package org.pestle.jobs;

import java.time.Clock;
import java.util.List;
import org.pestle.prescription.ExpirePrescriptions;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ends the prescriptions whose last day has come (eps.md 4.6). Doing it again does nothing. */
@Configuration(proxyBeanMethods = false)
class ExpirePrescriptionsJob {
    static final String NAME = "expire-prescriptions";

    static final List<NightJob.Parameter> PARAMETERS =
            JobOfADay.parameters("prescriptions due on this day or earlier are ended");

    @Bean
    Job expirePrescriptionsSteps(
            JobRepository jobs, Step expireItemsWhoseTimeIsOver, Step expirePrescriptionsWhatIsDue) {
        return JobOfADay.job(NAME, jobs, PARAMETERS, expireItemsWhoseTimeIsOver, expirePrescriptionsWhatIsDue);
    }

    @Bean
    Step expireItemsWhoseTimeIsOver(Partitions partitions, ExpirePrescriptions expire) {
        return partitions.step(NAME, "expire-items", expire::expireItems);
    }

    @Bean
    Step expirePrescriptionsWhatIsDue(Partitions partitions, ExpirePrescriptions expire) {
        return partitions.step(NAME, "expire-what-is-due", expire::expireDue);
    }

    @Bean
    NightJob expirePrescriptionsOfTheNight(Job expirePrescriptionsSteps, Clock clock) {
        return new JobOfADay(expirePrescriptionsSteps, PARAMETERS, clock, "expired");
    }
}
