package org.pestle.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pestle.problems.Outcome;
import org.pestle.tariff.DmdLoad;
import org.pestle.tariff.DmdSource;
import org.pestle.tariff.LoadDmd;
import org.pestle.tariff.Progress;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Loads a dm+d release (reimbursement.md 7.1), whole or not at all. */
@Configuration(proxyBeanMethods = false)
class LoadDmdJob {
    static final String NAME = "load-dmd";
    private static final String FROM = "from";
    private static final String ACCEPTED = "accept-shrunk-to";

    static final List<NightJob.Parameter> PARAMETERS = List.of(
            new NightJob.Parameter(
                    FROM,
                    "the made-up release in `db/reference/dmd`",
                    "the folder of the release, or its ZIP file; the workbook of the BNF may lie there too"),
            new NightJob.Parameter(
                    ACCEPTED,
                    "none: a release that has shrunk is refused",
                    "how many rows, of all kinds together, a release that has shrunk must have to be loaded"));

    @Bean
    Job loadDmdSteps(JobRepository jobs, Step loadRelease) {
        return LoadJob.job(NAME, jobs, PARAMETERS, loadRelease);
    }

    @Bean
    Step loadRelease(
            JobRepository jobs, PlatformTransactionManager transactions, LoadDmd dmd, ProgressOnConsole console) {
        return LoadJob.step(
                "load-release", jobs, transactions, console, (parameters, progress) -> load(dmd, parameters, progress));
    }

    private static Outcome<LoadJob.Loaded> load(LoadDmd dmd, JobParameters parameters, Progress progress) {
        String from = parameters.getString(FROM);
        String accepted = parameters.getString(ACCEPTED);
        try (DmdSource source = from == null ? DmdSource.shipped() : DmdSource.of(Path.of(from))) {
            return dmd.load(source, accepted == null ? null : Given.rows(accepted), progress)
                    .then(load -> Outcome.done(loaded(load)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static LoadJob.Loaded loaded(DmdLoad load) {
        Map<String, String> totals = new LinkedHashMap<>();
        totals.put("release", load.release().toString());
        totals.put("rows", String.valueOf(load.rows()));
        totals.put("deleted_releases", String.valueOf(load.deleted()));
        totals.put("already_held", String.valueOf(load.alreadyHeld()));
        return new LoadJob.Loaded(load.rows(), load.alreadyHeld() ? 0 : load.rows(), totals);
    }

    @Bean
    NightJob loadDmdOfTheNight(Job loadDmdSteps) {
        return new LoadJob(loadDmdSteps, PARAMETERS, LoadDmdJob::complete);
    }

    private static Map<String, String> complete(Map<String, String> given) {
        Map<String, String> complete = new HashMap<>();
        if (given.containsKey(ACCEPTED)) {
            complete.put(ACCEPTED, String.valueOf(Given.rows(given.getOrDefault(ACCEPTED, ""))));
        }
        if (!given.containsKey(FROM)) {
            return complete;
        }
        Path from = Path.of(given.getOrDefault(FROM, "")).toAbsolutePath().normalize();
        if (!Files.isReadable(from)) {
            throw new IllegalArgumentException("There is no folder or ZIP file of that name that can be read.");
        }
        complete.put(FROM, from.toString());
        return complete;
    }
}
