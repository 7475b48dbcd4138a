package org.pestle.prescription;

import java.util.Arrays;
import org.pestle.problems.Problem;

/** What the service answers to a cancellation (eps.md 5.4). */
public enum CancellationResponse {
    CANCELLED(Problem.R_0001),
    WITH_DISPENSER(Problem.R_0002),
    WITH_DISPENSER_ACTIVE(Problem.R_0003),
    DISPENSED(Problem.R_0004),
    EXPIRED(Problem.R_0005),
    ALREADY_CANCELLED(Problem.R_0006),
    REQUESTED_BY_ANOTHER(Problem.R_0007),
    NOT_FOUND(Problem.R_0008),
    DISABLED(Problem.R_0009),
    NOT_DISPENSED(Problem.R_0010),
    UNABLE_TO_PROCESS(Problem.R_5000);

    private final Problem problem;

    CancellationResponse(Problem problem) {
        this.problem = problem;
    }

    /** Its entry in the error catalogue: code, words, HTTP status. */
    public Problem problem() {
        return problem;
    }

    /** The code of the list, like {@code R-0001}. */
    public String code() {
        return problem.code();
    }

    /** Whether it means that the cancellation waits for the dispenser. */
    public boolean isPending() {
        return this == WITH_DISPENSER || this == WITH_DISPENSER_ACTIVE;
    }

    /** Whether the answer names the dispenser: it has the prescription, or dispensed it or nothing of it. */
    public boolean namesDispenser() {
        return isPending() || this == DISPENSED || this == NOT_DISPENSED;
    }

    /** The response of that code. */
    public static CancellationResponse of(String code) {
        return Arrays.stream(values())
                .filter(response -> response.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no response has the code " + code));
    }
}
