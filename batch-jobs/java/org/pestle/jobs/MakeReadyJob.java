package org.pestle.jobs;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.pestle.nomination.FollowAtNight;
import org.pestle.nomination.FollowAtNight.Chunk;
import org.pestle.prescription.MakeReady;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Offers for download what has waited for its day (eps.md 4.6), where the patient is nominated now. Doing it again does
 * nothing.
 */
@Configuration(proxyBeanMethods = false)
class MakeReadyJob {
    static final String NAME = "make-ready";

    private static final String ASKED = "asked";
    private static final String UNANSWERED = "unanswered";

    static final List<NightJob.Parameter> PARAMETERS =
            JobOfADay.parameters("prescriptions due on this day or earlier are made ready");

    @Bean
    Job makeReadySteps(JobRepository jobs, Step followNominationsAtNight, Step makeReadyWhatIsDue) {
        return JobOfADay.job(NAME, jobs, PARAMETERS, followNominationsAtNight, makeReadyWhatIsDue);
    }

    @Bean
    Step followNominationsAtNight(JobRepository jobs, FollowAtNight follow, JobSettings settings) {
        return Walk.step("follow-nominations", jobs, (day, after, total) -> {
            Chunk chunk = follow.follow(day, after, total.applyAsLong(ASKED), settings.chunk(NAME));
            return new Walk.Chunk(Map.of(ASKED, chunk.asked(), UNANSWERED, chunk.unanswered()), chunk.last());
        });
    }

    @Bean
    Step makeReadyWhatIsDue(Partitions partitions, MakeReady ready) {
        return partitions.step(NAME, "make-ready-what-is-due", ready::makeReady);
    }

    @Bean
    NightJob makeReadyOfTheNight(Job makeReadySteps, Clock clock) {
        return new JobOfADay(makeReadySteps, PARAMETERS, clock, MakeReadyJob::ended);
    }

    private static JobResult ended(JobExecution execution) {
        long ready = JobOfADay.written(execution, step -> true);
        long asked = Walk.total(execution, ASKED);
        long unanswered = Walk.total(execution, UNANSWERED);
        return Ended.of(
                execution, ready, ready, unanswered, Map.of("ready", ready, ASKED, asked, UNANSWERED, unanswered));
    }
}
