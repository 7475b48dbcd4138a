package org.pestle.jobs;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pestle.nomination.CheckSites;
import org.pestle.nomination.CheckSites.Chunk;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Frees prescriptions that are on their way to sites that have closed (reliability-security.md T16). It asks the
 * directory outside any transaction, and remembers with each chunk how far it has come. Doing it again does nothing.
 */
@Configuration(proxyBeanMethods = false)
class CheckSitesJob {
    static final String NAME = "check-sites";

    static final List<NightJob.Parameter> PARAMETERS = JobOfADay.parameters("the day that is noted with what is found");

    private static final List<String> TOTALS = List.of("asked", "closed", "unanswered", "freed");

    @Bean
    Job checkSitesSteps(JobRepository jobs, Step checkEverySite) {
        return JobOfADay.job(NAME, jobs, PARAMETERS, checkEverySite);
    }

    @Bean
    Step checkEverySite(JobRepository jobs, CheckSites sites, JobSettings settings) {
        return Walk.step("check-every-site", jobs, (day, after, total) -> {
            Chunk chunk = sites.check(day, after, settings.chunk(NAME));
            return new Walk.Chunk(
                    Map.of(
                            "asked", chunk.asked(),
                            "closed", chunk.closed(),
                            "unanswered", chunk.unanswered(),
                            "freed", chunk.freed()),
                    chunk.last());
        });
    }

    @Bean
    NightJob checkSitesOfTheNight(Job checkSitesSteps, Clock clock) {
        return new JobOfADay(checkSitesSteps, PARAMETERS, clock, CheckSitesJob::ended);
    }

    private static JobResult ended(JobExecution execution) {
        Map<String, Object> totals = new LinkedHashMap<>();
        TOTALS.forEach(total -> totals.put(total, Walk.total(execution, total)));
        return Ended.of(
                execution,
                Walk.total(execution, "asked"),
                Walk.total(execution, "freed"),
                Walk.total(execution, "unanswered"),
                totals);
    }
}
