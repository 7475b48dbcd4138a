package org.pestle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;

/** What came of a call, said by the test that expects it. */
public final class Outcomes {
    private Outcomes() {}

    /** What was done; the test fails if it was refused. */
    public static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    /** Why it was refused; the test fails if it was done. */
    public static List<Finding> refused(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).findings();
    }
}
