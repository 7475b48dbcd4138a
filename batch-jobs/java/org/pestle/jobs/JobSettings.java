package org.pestle.jobs;

import java.util.Map;
import java.util.function.ToIntFunction;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What {@code batch-jobs/jobs.yaml} says of each job. */
record JobSettings(Map<String, Setting> jobs) {
    /**
     * One job.
     *
     * @param cron when it runs by itself, on the clock of London
     * @param chunk how many records it takes per transaction
     * @param partitions how many of these transactions may go on side by side, where the job works in partitions
     */
    record Setting(
            String cron, int chunk, @DefaultValue("1") int partitions) {}

    JobSettings {
        jobs = Map.copyOf(jobs);
    }

    /** How many records the job takes per transaction. */
    int chunk(String job) {
        return atLeastOne(job, "chunk", Setting::chunk);
    }

    /** In how many partitions the job works. */
    int partitions(String job) {
        return atLeastOne(job, "partitions", Setting::partitions);
    }

    private int atLeastOne(String job, String name, ToIntFunction<Setting> value) {
        Setting setting = jobs.get(job);
        if (setting == null || value.applyAsInt(setting) < 1) {
            throw new IllegalStateException("batch-jobs/jobs.yaml gives no " + name + " for " + job);
        }
        return value.applyAsInt(setting);
    }
}
