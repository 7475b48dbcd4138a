package org.pestle.jobs;

import java.util.Map;
import org.springframework.stereotype.Component;

/** One job as a process of its own: its exit status is what a scheduler sees. */
@Component
public class JobCommand {
    /** The job completed. */
    public static final int COMPLETED = 0;

    /** The job failed, was refused, or does not exist. */
    public static final int FAILED = 1;

    private final Night night;

    JobCommand(Night night) {
        this.night = night;
    }

    /**
     * Runs the job.
     *
     * @return the exit status of the process: 0 only if the job completed
     */
    public int run(String name, Map<String, String> parameters) {
        return night.run(name, parameters).hasCompleted() ? COMPLETED : FAILED;
    }
}
