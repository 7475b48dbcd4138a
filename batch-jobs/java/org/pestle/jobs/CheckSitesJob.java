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
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
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

    private static final String AFTER = "after";
    private static final List<String> TOTALS = List.of("asked", "closed", "unanswered", "freed");

    @Bean
    Job checkSitesSteps(JobRepository jobs, Step checkEverySite) {
        return JobOfADay.job(NAME, jobs, PARAMETERS, checkEverySite);
    }

    @Bean
    Step checkEverySite(JobRepository jobs, CheckSites sites, JobSettings settings) {
        return new StepBuilder("check-every-site", jobs)
                .tasklet(
                        (contribution, context) -> {
                            ExecutionContext memory =
                                    contribution.getStepExecution().getExecutionContext();
                            Chunk chunk = sites.check(
                                    JobOfADay.day(contribution), memory.getString(AFTER, ""), settings.chunk(NAME));
                            return RepeatStatus.continueIf(remember(chunk, memory));
                        },
                        new ResourcelessTransactionManager())
                .build();
    }

    /** Adds to the totals and remembers where the chunk ended; false if no site is left. */
    private static boolean remember(Chunk chunk, ExecutionContext memory) {
        List<Integer> counted = List.of(chunk.asked(), chunk.closed(), chunk.unanswered(), chunk.freed());
        for (int i = 0; i < TOTALS.size(); i++) {
            memory.putLong(TOTALS.get(i), memory.getLong(TOTALS.get(i), 0) + counted.get(i));
        }
        if (chunk.last() == null) {
            return false;
        }
        memory.putString(AFTER, chunk.last());
        return true;
    }

    @Bean
    NightJob checkSitesOfTheNight(Job checkSitesSteps, Clock clock) {
        return new JobOfADay(checkSitesSteps, PARAMETERS, clock, CheckSitesJob::ended);
    }

    private static JobResult ended(JobExecution execution) {
        Map<String, Object> totals = new LinkedHashMap<>();
        TOTALS.forEach(total -> totals.put(total, sum(execution, total)));
        return Ended.of(
                execution, sum(execution, "asked"), sum(execution, "freed"), sum(execution, "unanswered"), totals);
    }

    private static long sum(JobExecution execution, String total) {
        return execution.getStepExecutions().stream()
                .mapToLong(step -> step.getExecutionContext().getLong(total, 0))
                .sum();
    }
}
