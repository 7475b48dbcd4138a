package org.pestle.prescription;

import java.util.List;
import org.pestle.problems.Finding;

/** What a cancellation of a whole issue would be answered if it came now, by its own rules; changes nothing. */
public final class TrialCancellation {
    private TrialCancellation() {}

    /** Why it would not take effect at once; nothing if it would. */
    public static List<Finding> refusals(Issue issue) {
        CancellationResponse response = CancellationRules.ofIssue(issue.status());
        return response == CancellationResponse.CANCELLED ? List.of() : List.of(Finding.of(response.problem()));
    }
}
