package org.pestle.jobs;

import java.util.Map;

/** What {@code batch-jobs/jobs.yaml} says of each job. */
record JobSettings(Map<String, Setting> jobs) {
    /**
     * One job.
     *
     * @param cron when it runs by itself, on the clock of London
     * @param chunk how many records it takes per transaction
     */
    record Setting(String cron, int chunk) {}

    JobSettings {
        jobs = Map.copyOf(jobs);
    }

    /** How many records the job takes per transaction. */
    int chunk(String job) {
        Setting setting = jobs.get(job);
        if (setting == null || setting.chunk() < 1) {
            throw new IllegalStateException("batch-jobs/jobs.yaml gives no chunk for " + job);
        }
        return setting.chunk();
    }
}
