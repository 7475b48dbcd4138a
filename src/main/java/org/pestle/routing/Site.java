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
        boolean epsEnabled,
        boolean open) {
    /** Copies the list. */
    public Site {
        addressLines = List.copyOf(addressLines);
    }
}
