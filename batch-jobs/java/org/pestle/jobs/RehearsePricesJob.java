package org.pestle.jobs;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pestle.pricing.Rehearsal;
import org.pestle.pricing.RehearsePricing;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/**
 * Prices what waits without posting anything, and shows what has changed since the last rehearsal. It may run as often
 * as anyone likes.
 */
@Configuration(proxyBeanMethods = false)
class RehearsePricesJob {
    static final String NAME = "rehearse-prices";
    static final String CUT_OFF = "cut-off";
    private static final int DIFFERENCES_SHOWN = 20;

    static final List<NightJob.Parameter> PARAMETERS = List.of(new NightJob.Parameter(
            CUT_OFF, "now, by the business clock", "claims received up to this instant are priced"));

    @Bean
    Job rehearsePricesSteps(JobRepository jobs, Step rehearseEachClaim) {
        return new JobBuilder(NAME, jobs)
                .validator(NightJob.validator(PARAMETERS))
                .start(rehearseEachClaim)
                .build();
    }

    @Bean
    Step rehearseEachClaim(
            JobRepository jobs,
            PlatformTransactionManager transactions,
            RehearsePricing rehearsals,
            JobSettings settings) {
        return new StepBuilder("rehearse-each-claim", jobs)
                .tasklet(
                        (contribution, context) -> {
                            String cutOff = contribution
                                    .getStepExecution()
                                    .getJobParameters()
                                    .getString(CUT_OFF);
                            rehearsals.rehearse(Instant.parse(String.valueOf(cutOff)), settings.chunk(NAME));
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .transactionAttribute(new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED))
                .build();
    }

    @Bean
    NightJob rehearsal(Job rehearsePricesSteps, RehearsePricing rehearsals, Clock clock) {
        return new NightJob() {
            @Override
            public Job job() {
                return rehearsePricesSteps;
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
            public boolean isRepeatable() {
                return true;
            }

            @Override
            public JobResult result(JobExecution execution) {
                Map<String, Object> totals = new LinkedHashMap<>();
                Optional<Rehearsal> last = rehearsals.last();
                last.ifPresent(rehearsal -> put(totals, rehearsal));
                long claims = last.map(rehearsal -> rehearsal.now().claims()).orElse(0);
                long referred = last.map(rehearsal -> rehearsal.now().counts().referredBack())
                        .orElse(0);
                return Ended.of(execution, claims, 0, referred, totals);
            }
        };
    }

    private static void put(Map<String, Object> totals, Rehearsal rehearsal) {
        Rehearsal.Counts counts = rehearsal.now().counts();
        totals.put("cut_off", rehearsal.now().cutOff().toString());
        totals.put("claims", rehearsal.now().claims());
        totals.put("items", counts.all());
        totals.put("items_paid", counts.paid());
        totals.put("items_referred", counts.referredBack());
        totals.put("total_p", plain(rehearsal.now().totalP()));
        rehearsal.before().ifPresent(before -> {
            totals.put("last_cut_off", before.cutOff().toString());
            totals.put("last_total_p", plain(before.totalP()));
            totals.put("difference_p", plain(rehearsal.now().totalP().subtract(before.totalP())));
            totals.put("products_that_differ", rehearsal.differences().size());
            totals.put(
                    "largest_differences",
                    rehearsal.differences().stream()
                            .limit(DIFFERENCES_SHOWN)
                            .map(RehearsePricesJob::difference)
                            .toList());
        });
    }

    private static Map<String, Object> difference(Rehearsal.Difference difference) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("month", difference.month().toString());
        shown.put("product_code", difference.productCode());
        shown.put("product_name", difference.productName());
        shown.put(
                "items_paid",
                difference.before().paid() + " -> " + difference.now().paid());
        shown.put(
                "items_referred",
                difference.before().referredBack() + " -> " + difference.now().referredBack());
        shown.put(
                "total_p",
                plain(difference.before().totalP()) + " -> "
                        + plain(difference.now().totalP()));
        return shown;
    }

    private static String plain(BigDecimal pence) {
        return pence.signum() == 0 ? "0" : pence.stripTrailingZeros().toPlainString();
    }
}
