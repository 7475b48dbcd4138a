package org.pestle.reporting;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The policy for small numbers (reliability-security.md T26): how few items are too few to be told to anybody beside
 * the commissioner who pays for them.
 *
 * @param policies in any order; none means fewer than five for every month
 */
@ConfigurationProperties("pestle.disclosure")
record DisclosureSettings(@Nullable List<Policy> policies) {
    /**
     * What holds from a month on. It goes by the month of the figures, not by the day on which they are asked for, so
     * that no month is ever told under two policies, whose difference would tell the rest.
     *
     * @param from the first month
     * @param leastCount the least number of items or of patients that is told, 2 or more
     */
    record Policy(YearMonth from, int leastCount) {
        Policy {
            if (leastCount < 2) {
                throw new IllegalArgumentException("pestle.disclosure.policies: least-count is 2 or more");
            }
        }
    }

    /** What holds before the first of them. */
    static final int LEAST_COUNT = 5;

    /** Copies the list. */
    DisclosureSettings {
        policies = policies == null ? List.of() : List.copyOf(policies);
    }

    /** All of them. */
    List<Policy> all() {
        return policies == null ? List.of() : policies;
    }

    /** The least number that is told of a month. */
    int leastCount(YearMonth month) {
        return all().stream()
                .filter(policy -> !policy.from().isAfter(month))
                .max(Comparator.comparing(Policy::from))
                .map(Policy::leastCount)
                .orElse(LEAST_COUNT);
    }
}
