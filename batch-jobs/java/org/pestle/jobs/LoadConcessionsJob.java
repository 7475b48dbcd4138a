package org.pestle.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pestle.problems.Outcome;
import org.pestle.tariff.Concession;
import org.pestle.tariff.ConcessionLoad;
import org.pestle.tariff.LoadConcessions;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Loads price concessions (reimbursement.md 7.2), whole or not at all, and tells what they change. */
@Configuration(proxyBeanMethods = false)
class LoadConcessionsJob {
    static final String NAME = "load-concessions";
    private static final int MOST_TOLD = 50;

    static final List<NightJob.Parameter> PARAMETERS = List.of(new NightJob.Parameter(
            GivenFile.NAME, "the made-up concessions in `db/reference`", "the published CSV file, of either layout"));

    @Bean
    Job loadConcessionsSteps(JobRepository jobs, Step loadPrices) {
        return LoadJob.job(NAME, jobs, PARAMETERS, loadPrices);
    }

    @Bean
    Step loadPrices(
            JobRepository jobs,
            PlatformTransactionManager transactions,
            LoadConcessions concessions,
            ProgressOnConsole console) {
        return LoadJob.step(
                "load-prices",
                jobs,
                transactions,
                console,
                (parameters, progress) -> concessions
                        .load(GivenFile.read(parameters).orElseGet(LoadConcessions::shipped), progress)
                        .then(load -> Outcome.done(loaded(load))));
    }

    private static LoadJob.Loaded loaded(ConcessionLoad load) {
        Map<String, String> totals = new LinkedHashMap<>();
        totals.put("load", String.valueOf(load.load()));
        totals.put("prices", String.valueOf(load.lines()));
        totals.put("changed", String.valueOf(load.changed().size()));
        totals.put("unmatched", String.valueOf(load.unmatched().size()));
        totals.put(
                "unmatched_rows",
                load.unmatched().stream()
                        .limit(MOST_TOLD)
                        .map(Concession::fileRow)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")));
        totals.put("already_held", String.valueOf(load.alreadyHeld()));
        return new LoadJob.Loaded(load.lines(), load.alreadyHeld() ? 0 : load.lines(), totals);
    }

    @Bean
    NightJob loadConcessionsOfTheNight(Job loadConcessionsSteps) {
        return new LoadJob(loadConcessionsSteps, PARAMETERS, GivenFile::checked);
    }
}
