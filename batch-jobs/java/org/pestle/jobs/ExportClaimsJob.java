package org.pestle.jobs;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pestle.reporting.ExportWork;
import org.pestle.reporting.ExportWork.Chunk;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Makes one bulk export. Each chunk is kept together with how far it has come, so a run that was killed goes on behind
 * it and makes the same bytes.
 */
@Configuration(proxyBeanMethods = false)
class ExportClaimsJob {
    static final String NAME = "export-claims";
    static final String EXPORT = "export";

    static final List<NightJob.Parameter> PARAMETERS =
            List.of(new NightJob.Parameter(EXPORT, "the request that has waited longest", "the id of the request"));

    /** In place of an id where no request waits; there is nothing to do then. */
    private static final String NONE = "none";

    private static final String AFTER = "after";
    private static final String PART = "part";
    private static final String CLAIMS = "claims";
    private static final String RESOURCES = "resources";
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    @Bean
    Job exportClaimsSteps(
            JobRepository jobs, ExportWork exports, Step chooseClaims, Step writeResources, Step completeExport) {
        return new JobBuilder(NAME, jobs)
                .validator(NightJob.validator(PARAMETERS))
                .listener(countFailures(exports))
                .start(chooseClaims)
                .next(writeResources)
                .next(completeExport)
                .build();
    }

    @Bean
    Step chooseClaims(JobRepository jobs, PlatformTransactionManager transactions, ExportWork exports) {
        return step("choose-claims", jobs, transactions, (contribution, id) -> {
            exports.choose(id);
            return RepeatStatus.FINISHED;
        });
    }

    @Bean
    Step writeResources(
            JobRepository jobs, PlatformTransactionManager transactions, ExportWork exports, JobSettings settings) {
        return step("write-resources", jobs, transactions, (contribution, id) -> {
            ExecutionContext memory = contribution.getStepExecution().getExecutionContext();
            UUID after = UUID.fromString(memory.getString(AFTER, BEFORE_ALL.toString()));
            int part = memory.getInt(PART, 1);
            Chunk chunk = exports.writeNext(id, after, part, settings.chunk(NAME));
            memory.putLong(CLAIMS, memory.getLong(CLAIMS, 0) + chunk.claims());
            memory.putLong(RESOURCES, memory.getLong(RESOURCES, 0) + chunk.resources());
            if (chunk.last() == null) {
                return RepeatStatus.FINISHED;
            }
            memory.putString(AFTER, chunk.last().toString());
            memory.putInt(PART, part + 1);
            return RepeatStatus.CONTINUABLE;
        });
    }

    @Bean
    Step completeExport(JobRepository jobs, PlatformTransactionManager transactions, ExportWork exports) {
        return step("complete-export", jobs, transactions, (contribution, id) -> {
            exports.complete(id);
            return RepeatStatus.FINISHED;
        });
    }

    private static JobExecutionListener countFailures(ExportWork exports) {
        return new JobExecutionListener() {
            @Override
            public void afterJob(JobExecution execution) {
                String export = execution.getJobParameters().getString(EXPORT, NONE);
                if (execution.getStatus() == BatchStatus.FAILED && !NONE.equals(export)) {
                    exports.failed(UUID.fromString(export));
                }
            }
        };
    }

    /** What a step does for an export. */
    private interface Work {
        RepeatStatus doFor(StepContribution contribution, UUID export);
    }

    private static Step step(String name, JobRepository jobs, PlatformTransactionManager transactions, Work work) {
        Tasklet tasklet = (contribution, context) -> {
            String export = contribution.getStepExecution().getJobParameters().getString(EXPORT, NONE);
            return NONE.equals(export) ? RepeatStatus.FINISHED : work.doFor(contribution, UUID.fromString(export));
        };
        return new StepBuilder(name, jobs).tasklet(tasklet, transactions).build();
    }

    @Bean
    NightJob exportOfTheNight(Job exportClaimsSteps, ExportWork exports) {
        return new NightJob() {
            @Override
            public Job job() {
                return exportClaimsSteps;
            }

            @Override
            public List<Parameter> parameters() {
                return PARAMETERS;
            }

            @Override
            public Map<String, String> complete(Map<String, String> given) {
                String longest = exports.waiting().map(UUID::toString).orElse(NONE);
                String export = given.getOrDefault(EXPORT, longest);
                return Map.of(
                        EXPORT, export.equals(NONE) ? NONE : Given.id(export).toString());
            }

            @Override
            public boolean isRepeatable() {
                return false;
            }

            @Override
            public JobResult result(JobExecution execution) {
                long claims = sum(execution, CLAIMS);
                long resources = sum(execution, RESOURCES);
                return Ended.of(execution, claims, resources, 0, Map.of(CLAIMS, claims, RESOURCES, resources));
            }
        };
    }

    private static long sum(JobExecution execution, String total) {
        return execution.getStepExecutions().stream()
                .mapToLong(step -> step.getExecutionContext().getLong(total, 0))
                .sum();
    }
}
