package org.pestle.jobs;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pestle.reporting.Reports;
import org.pestle.reporting.Schedules;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Writes the reports and schedules of the months that have changed or can still change, from the runs that balanced. It
 * prices nothing and may run as often as anyone likes. Schedules come last: as long as one of them is behind, its month
 * is written again with all its papers.
 */
@Configuration(proxyBeanMethods = false)
class WriteReportsJob {
    static final String NAME = "write-reports";
    static final String DAY = "day";
    static final String MONTH = "month";

    static final List<NightJob.Parameter> PARAMETERS = List.of(
            new NightJob.Parameter(
                    DAY,
                    "today in London, by the business clock",
                    "the months of this day and of the month before it are written, and older ones that are behind"),
            new NightJob.Parameter(MONTH, "none", "only this month is written"));

    /** A schedule or a report that is to be written: whose, and for which month. */
    record Paper(OdsCode organisation, YearMonth month) {}

    @Bean
    Job writeReportsSteps(JobRepository jobs, Step writeSchedules, Step writeCommissionerReports) {
        return new JobBuilder(NAME, jobs)
                .validator(NightJob.validator(PARAMETERS))
                .start(writeCommissionerReports)
                .next(writeSchedules)
                .build();
    }

    @Bean
    Step writeSchedules(
            JobRepository jobs,
            PlatformTransactionManager transactions,
            PapersToWrite schedulesToWrite,
            Schedules schedules,
            JobSettings settings) {
        return new StepBuilder("write-schedules", jobs)
                .<Paper, Paper>chunk(settings.chunk(NAME))
                .transactionManager(transactions)
                .reader(schedulesToWrite)
                .writer(papers -> papers.forEach(paper -> schedules.write(paper.organisation(), paper.month())))
                .build();
    }

    @Bean
    Step writeCommissionerReports(
            JobRepository jobs,
            PlatformTransactionManager transactions,
            PapersToWrite reportsToWrite,
            Reports reports) {
        return new StepBuilder("write-commissioner-reports", jobs)
                .<Paper, Paper>chunk(1)
                .transactionManager(transactions)
                .reader(reportsToWrite)
                .writer(papers -> papers.forEach(paper -> reports.write(paper.organisation(), paper.month())))
                .build();
    }

    /** Hands out papers one by one. */
    static class PapersToWrite implements ItemReader<Paper> {
        private final Iterator<Paper> papers;

        PapersToWrite(Stream<Paper> papers) {
            this.papers = papers.iterator();
        }

        @Override
        public @Nullable Paper read() {
            return papers.hasNext() ? papers.next() : null;
        }
    }

    @Bean
    @StepScope
    PapersToWrite schedulesToWrite(
            @Value("#{stepExecution.jobParameters}") JobParameters parameters, Schedules schedules) {
        return new PapersToWrite(months(parameters, schedules)
                .flatMap(month -> papers(month, schedules.contractors(month, "", Integer.MAX_VALUE))));
    }

    @Bean
    @StepScope
    PapersToWrite reportsToWrite(
            @Value("#{stepExecution.jobParameters}") JobParameters parameters, Schedules schedules, Reports reports) {
        return new PapersToWrite(
                months(parameters, schedules).flatMap(month -> papers(month, reports.commissioners(month))));
    }

    private static Stream<Paper> papers(YearMonth month, List<OdsCode> organisations) {
        return organisations.stream().map(organisation -> new Paper(organisation, month));
    }

    /** The month that was asked for, or all that need it. */
    private static Stream<YearMonth> months(JobParameters parameters, Schedules schedules) {
        String month = parameters.getString(MONTH);
        if (month != null) {
            return Stream.of(YearMonth.parse(month));
        }
        LocalDate day = LocalDate.parse(String.valueOf(parameters.getString(DAY)));
        return schedules.toWrite(YearMonth.from(day)).stream();
    }

    @Bean
    NightJob writeReportsOfTheNight(Job writeReportsSteps, Clock clock) {
        return new NightJob() {
            @Override
            public Job job() {
                return writeReportsSteps;
            }

            @Override
            public List<Parameter> parameters() {
                return PARAMETERS;
            }

            @Override
            public Map<String, String> complete(Map<String, String> given) {
                Map<String, String> complete = new HashMap<>();
                String today = NhsDates.today(clock).toString();
                complete.put(DAY, Given.day(given.getOrDefault(DAY, today)).toString());
                if (given.containsKey(MONTH)) {
                    complete.put(
                            MONTH, Given.month(given.getOrDefault(MONTH, "")).toString());
                }
                return complete;
            }

            @Override
            public boolean isRepeatable() {
                return true;
            }

            @Override
            public JobResult result(JobExecution execution) {
                long schedules = written(execution, "write-schedules");
                long reports = written(execution, "write-commissioner-reports");
                return Ended.of(
                        execution,
                        schedules + reports,
                        schedules + reports,
                        0,
                        Map.of("schedules", schedules, "reports", reports));
            }
        };
    }

    private static long written(JobExecution execution, String step) {
        return execution.getStepExecutions().stream()
                .filter(each -> each.getStepName().equals(step))
                .mapToLong(each -> each.getWriteCount())
                .sum();
    }
}
