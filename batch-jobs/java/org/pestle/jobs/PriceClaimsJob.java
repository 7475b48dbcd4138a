package org.pestle.jobs;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pestle.claim.Claims;
import org.pestle.pricing.PriceClaims;
import org.pestle.pricing.PricingRun;
import org.pestle.pricing.PricingWorkers;
import org.pestle.values.NhsDates;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/**
 * Prices the claims received up to a cut-off. The same cut-off is the same night: starting it again continues it, and
 * once it is complete does nothing. Only what balances counts for schedules and reports.
 */
@Configuration(proxyBeanMethods = false)
class PriceClaimsJob {
    static final String NAME = "price-claims";
    static final String CUT_OFF = "cut-off";

    static final List<NightJob.Parameter> PARAMETERS = List.of(new NightJob.Parameter(
            CUT_OFF,
            "now, by the business clock; by schedule the start of the day in London",
            "claims received up to this instant are priced; the same cut-off is the same run"));

    @Bean
    Job priceClaimsSteps(JobRepository jobs, Step openRun, Step priceEachClaim, Step balanceRun) {
        return new JobBuilder(NAME, jobs)
                .validator(NightJob.validator(PARAMETERS))
                .start(openRun)
                .next(priceEachClaim)
                .next(balanceRun)
                .build();
    }

    /** Fixes which claims are in the run, and the counts that must come out again. */
    @Bean
    Step openRun(JobRepository jobs, PlatformTransactionManager transactions, PriceClaims pricing) {
        return step("open-run", jobs, transactions, cutOff -> pricing.open(cutOff));
    }

    /**
     * Several threads, and every process that was started for this night, take chunk after chunk of the run's parts.
     */
    @Bean
    Step priceEachClaim(
            JobRepository jobs,
            PlatformTransactionManager transactions,
            PriceClaims pricing,
            PricingWorkers workers,
            JobSettings settings) {
        Tasklet tasklet = (contribution, context) -> {
            PricingRun run = pricing.find(cutOff(contribution)).orElseThrow();
            int before = pricing.done(run);
            workers.finish(run, settings.chunk(NAME));
            contribution.incrementWriteCount(pricing.done(run) - before);
            return RepeatStatus.FINISHED;
        };
        return new StepBuilder("price-each-claim", jobs)
                .tasklet(tasklet, transactions)
                .transactionAttribute(new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED))
                .allowStartIfComplete(true)
                .build();
    }

    /** What came out must be what went in; else the job fails and nothing leaves. */
    @Bean
    Step balanceRun(JobRepository jobs, PlatformTransactionManager transactions, PriceClaims pricing) {
        return step("balance-run", jobs, transactions, cutOff -> pricing.balance(cutOff));
    }

    private interface OfCutOff {
        Object apply(Instant cutOff);
    }

    /** A step that does its work at once, and may do it again: opening and balancing change nothing the second time. */
    private static Step step(String name, JobRepository jobs, PlatformTransactionManager transactions, OfCutOff work) {
        Tasklet tasklet = (contribution, context) -> {
            work.apply(cutOff(contribution));
            return RepeatStatus.FINISHED;
        };
        return new StepBuilder(name, jobs)
                .tasklet(tasklet, transactions)
                .allowStartIfComplete(true)
                .build();
    }

    private static Instant cutOff(StepContribution contribution) {
        return Instant.parse(String.valueOf(
                contribution.getStepExecution().getJobParameters().getString(CUT_OFF)));
    }

    @Bean
    NightJob priceClaimsOfTheNight(
            Job priceClaimsSteps,
            PriceClaims pricing,
            Claims claims,
            PricingWorkers workers,
            JobSettings settings,
            Clock clock) {
        return new NightJob() {
            @Override
            public Job job() {
                return priceClaimsSteps;
            }

            @Override
            public List<Parameter> parameters() {
                return PARAMETERS;
            }

            @Override
            public Map<String, String> complete(Map<String, String> given) {
                String cutOff = given.getOrDefault(
                        CUT_OFF, clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
                return Map.of(CUT_OFF, Given.instant(cutOff).toString());
            }

            @Override
            public Map<String, String> scheduled() {
                return Map.of(CUT_OFF, NhsDates.startOf(NhsDates.today(clock)).toString());
            }

            @Override
            public boolean isRepeatable() {
                return false;
            }

            @Override
            public void help() {
                pricing.findOpen().ifPresent(run -> workers.help(run, settings.chunk(NAME)));
            }

            @Override
            public JobResult result(JobExecution execution) {
                String cutOff = execution.getJobParameters().getString(CUT_OFF);
                Optional<PricingRun> run = pricing.find(Instant.parse(String.valueOf(cutOff)));
                long priced = execution.getStepExecutions().stream()
                        .mapToLong(StepExecution::getWriteCount)
                        .sum();
                long referred = run.flatMap(PricingRun::result)
                        .map(totals -> (long) totals.claimsReferred())
                        .orElse(0L);
                return Ended.of(execution, priced, Math.max(0, priced - referred), referred, totals(run, claims));
            }
        };
    }

    private static Map<String, Object> totals(Optional<PricingRun> run, Claims claims) {
        Map<String, Object> totals = new LinkedHashMap<>();
        run.ifPresent(opened -> {
            totals.put("run", opened.id());
            totals.put("cut_off", opened.cutOff().toString());
            totals.put("claims_in", opened.claimsIn());
            totals.put("items_in", opened.itemsIn());
            opened.result().ifPresent(result -> {
                totals.put("claims_priced", result.claimsPriced());
                totals.put("claims_referred", result.claimsReferred());
                totals.put("claims_replaced", result.claimsReplaced());
                totals.put("items_paid", result.itemsPaid());
                totals.put("items_not_supplied", result.itemsNotSupplied());
                totals.put("items_referred", result.itemsReferred());
                totals.put("items_disallowed", result.itemsDisallowed());
                totals.put("items_repriced", result.itemsRepriced());
                totals.put("total_p", result.totalP().stripTrailingZeros().toPlainString());
                putMissingNumbers(totals, claims.missingNumbers());
            });
        });
        return totals;
    }

    /** A number that is missing says that a claim was lost; what is there is priced all the same. */
    private static void putMissingNumbers(Map<String, Object> totals, Map<String, Long> missing) {
        totals.put(
                "numbers_missing",
                missing.values().stream().mapToLong(Long::longValue).sum());
        if (!missing.isEmpty()) {
            totals.put("numbers_missing_of", missing);
        }
    }
}
