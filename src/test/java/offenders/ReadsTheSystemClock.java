package offenders;

import java.time.Instant;

/** Asks the machine what time it is. */
public final class ReadsTheSystemClock {
    private ReadsTheSystemClock() {}

    /** Now, by the machine. */
    public static Instant now() {
        return Instant.now();
    }
}
