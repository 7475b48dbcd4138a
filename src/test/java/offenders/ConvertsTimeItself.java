package offenders;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Works a day out by itself. */
public final class ConvertsTimeItself {
    private ConvertsTimeItself() {}

    /** The day in London. */
    public static LocalDate day(Instant instant) {
        return instant.atZone(ZoneId.of("Europe/London")).toLocalDate();
    }
}
