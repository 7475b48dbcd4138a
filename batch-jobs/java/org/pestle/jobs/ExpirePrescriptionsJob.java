package org.pestle.jobs;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.pestle.prescription.ExpirePrescriptions;
import org.pestle.values.NhsDates;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Ends the prescriptions whose last day has come (eps.md 4.6). Doing it again does nothing. */
@Configuration(proxyBeanMethods = false)
class ExpirePrescriptionsJob {
    static final String NAME = "expire-prescriptions";
    static final String DAY = "day";

    static final List<NightJob.Parameter> PARAMETERS = List.of(new NightJob.Parameter(
            DAY, "today in London, by the business clock", "prescriptions due on this day or earlier are ended"));

    @Bean
    Job expirePrescriptionsSteps(JobRepository jobs, Step expireWhatIsDue) {
        return new JobBuilder(NAME, jobs)
                .validator(NightJob.validator(PARAMETERS))
                .start(expireWhatIsDue)
                .build();
    }

    @Bean
    Step expireWhatIsDue(
            JobRepository jobs,
            PlatformTransactionManager transactions,
            ExpirePrescriptions expire,
            JobSettings settings) {
        int chunk = settings.chunk(NAME);
        return new StepBuilder("expire-what-is-due", jobs)
                .tasklet(
                        (contribution, context) -> {
                            String day = contribution
                                    .getStepExecution()
                                    .getJobParameters()
                                    .getString(DAY);
                            int expired = expire.expireDue(LocalDate.parse(String.valueOf(day)), chunk);
                            contribution.incrementWriteCount(expired);
                            return RepeatStatus.continueIf(expired > 0);
                        },
                        transactions)
                .build();
    }

    @Bean
    NightJob expirePrescriptionsOfTheNight(Job expirePrescriptionsSteps, Clock clock) {
        return new NightJob() {
            @Override
            public Job job() {
                return expirePrescriptionsSteps;
            }

            @Override
            public List<Parameter> parameters() {
                return PARAMETERS;
            }

            @Override
            public Map<String, String> complete(Map<String, String> given) {
                String day = given.getOrDefault(DAY, NhsDates.today(clock).toString());
                return Map.of(DAY, Given.day(day).toString());
            }

            @Override
            public boolean isRepeatable() {
                return true;
            }

            @Override
            public JobResult result(JobExecution execution) {
                long expired = execution.getStepExecutions().stream()
                        .mapToLong(StepExecution::getWriteCount)
                        .sum();
                return Ended.of(execution, expired, expired, 0, Map.of("expired", expired));
            }
        };
    }
}
