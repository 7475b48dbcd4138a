package org.pestle.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;

/**
 * A dispensing site as the directory has it.
 *
 * @param addressLines without postcode
 * @param telephone or null
 * @param url web address of a distance seller, or null
 * @param openingTimes as the directory lists them, in its order; none where it has none
 * @param distanceSelling whether it serves by post or delivery only
 * @param epsEnabled whether it can receive electronic prescriptions
 * @param open whether it is in business
 */
public record Site(
        OdsCode code,
        String name,
        SiteType type,
        List<String> addressLines,
        String postcode,
        @Nullable String telephone,
        @Nullable String url,
        List<OpeningTime> openingTimes,
        boolean distanceSelling,
        boolean epsEnabled,
        boolean open) {
    /** Copies the lists. */
    public Site {
        addressLines = List.copyOf(addressLines);
        openingTimes = List.copyOf(openingTimes);
    }

    /** Whether prescriptions can be sent to it. */
    public boolean takesPrescriptions() {
        return open && epsEnabled;
    }

    /**
     * One period of a week or of one day.
     *
     * @param day name of a weekday, or a date
     * @param times such as {@code 09:00-17:30}, or {@code closed}
     */
    public record OpeningTime(String day, String times) {}
}
