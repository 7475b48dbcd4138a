package org.pestle.jobs;

import java.time.Clock;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pestle.problems.Outcome;
import org.pestle.tariff.LoadDatedValues;
import org.pestle.tariff.LoadTariff;
import org.pestle.tariff.Progress;
import org.pestle.tariff.TariffLoad;
import org.pestle.tariff.TariffPart;
import org.pestle.values.NhsDates;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Loads an edition of a part of the Drug Tariff (reimbursement.md 7.2), or the dated fees, exemption codes or
 * disallowed products, whole or not at all.
 */
@Configuration(proxyBeanMethods = false)
class LoadTariffJob {
    static final String NAME = "load-tariff";
    private static final String PART = "part";
    private static final String MONTH = "month";
    private static final String RATES = "RATES";
    private static final String EXEMPTIONS = "EXEMPTIONS";
    private static final String DISALLOWED = "DISALLOWED";

    static final List<NightJob.Parameter> PARAMETERS = List.of(
            new NightJob.Parameter(
                    PART,
                    "VIIIA",
                    "part of the Drug Tariff: VIIIA, VIIIB, VIIID or IX; or RATES, EXEMPTIONS or DISALLOWED"),
            new NightJob.Parameter(MONTH, "this month in London, by the business clock", "month of the edition"),
            new NightJob.Parameter(
                    GivenFile.NAME,
                    "the small edition of that month in `db/reference`",
                    "the CSV file, perhaps packed with gzip"));

    @Bean
    Job loadTariffSteps(JobRepository jobs, Step loadEdition) {
        return LoadJob.job(NAME, jobs, PARAMETERS, loadEdition);
    }

    @Bean
    Step loadEdition(
            JobRepository jobs,
            PlatformTransactionManager transactions,
            LoadTariff tariff,
            LoadDatedValues values,
            ProgressOnConsole console) {
        return LoadJob.step("load-edition", jobs, transactions, console, (parameters, progress) -> {
            Optional<byte[]> file = GivenFile.read(parameters);
            return switch (String.valueOf(parameters.getString(PART))) {
                case RATES ->
                    values.rates(file.orElseGet(LoadDatedValues::shippedRates)).then(LoadTariffJob::loaded);
                case EXEMPTIONS ->
                    values.exemptions(file.orElseGet(LoadDatedValues::shippedExemptions))
                            .then(LoadTariffJob::loaded);
                case DISALLOWED ->
                    values.disallowed(file.orElseGet(LoadDatedValues::shippedDisallowed))
                            .then(LoadTariffJob::loaded);
                default -> load(tariff, file, parameters, progress);
            };
        });
    }

    private static Outcome<LoadJob.Loaded> load(
            LoadTariff tariff, Optional<byte[]> given, JobParameters parameters, Progress progress) {
        TariffPart part = TariffPart.named(String.valueOf(parameters.getString(PART)));
        YearMonth month = YearMonth.parse(String.valueOf(parameters.getString(MONTH)));
        byte[] file = given.or(() -> part.shipped(month)).orElseThrow();
        return tariff.load(part, file, month, progress).then(load -> Outcome.done(loaded(load)));
    }

    private static Outcome<LoadJob.Loaded> loaded(LoadDatedValues.Loaded load) {
        Map<String, String> totals = new LinkedHashMap<>();
        totals.put("values", String.valueOf(load.lines()));
        totals.put("added", String.valueOf(load.added()));
        totals.put("ended", String.valueOf(load.ended()));
        return Outcome.done(new LoadJob.Loaded(load.lines(), (long) load.added() + load.ended(), totals));
    }

    private static LoadJob.Loaded loaded(TariffLoad load) {
        Map<String, String> totals = new LinkedHashMap<>();
        totals.put("edition", "Part " + load.part() + " of " + load.month());
        totals.put("lines", String.valueOf(load.lines()));
        totals.put("products", String.valueOf(load.products()));
        totals.put("without_price", String.valueOf(load.withoutPrice()));
        totals.put("already_held", String.valueOf(load.alreadyHeld()));
        return new LoadJob.Loaded(
                (long) load.lines() + load.withoutPrice(), load.alreadyHeld() ? 0 : load.lines(), totals);
    }

    @Bean
    NightJob loadTariffOfTheNight(Job loadTariffSteps, Clock clock) {
        return new LoadJob(loadTariffSteps, PARAMETERS, given -> complete(given, clock));
    }

    private static Map<String, String> complete(Map<String, String> given, Clock clock) {
        Map<String, String> complete = new HashMap<>(GivenFile.checked(given));
        String name = given.getOrDefault(PART, TariffPart.VIIIA.name()).strip().toUpperCase(Locale.ROOT);
        String today = YearMonth.from(NhsDates.today(clock)).toString();
        YearMonth month = Given.month(given.getOrDefault(MONTH, today));
        complete.put(PART, name);
        complete.put(MONTH, month.toString());
        if (name.equals(RATES) || name.equals(EXEMPTIONS) || name.equals(DISALLOWED)) {
            return complete;
        }
        TariffPart part = TariffPart.named(name);
        if (!complete.containsKey(GivenFile.NAME) && part.shipped(month).isEmpty()) {
            throw new IllegalArgumentException("Name a file: db/reference has no Part " + part + " of " + month + ".");
        }
        return complete;
    }
}
