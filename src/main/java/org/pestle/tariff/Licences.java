package org.pestle.tariff;

import java.time.YearMonth;
import org.pestle.values.DmdCode;
import org.springframework.stereotype.Component;

/** What the dictionary of medicines says of licences. */
@Component
public class Licences {
    private final DmdTable dmd;
    private final LicenceTable table;

    Licences(DmdTable dmd, LicenceTable table) {
        this.dmd = dmd;
        this.table = table;
    }

    /**
     * Whether every brand that a code stands for is a licensed medicine, by the release in force; false if one is not,
     * or none is known. A generic product of which no brand can be had is not known to be licensed: then it is sourced
     * or made up.
     *
     * @param code of a product or a pack, generic or of a brand
     */
    public boolean isLicensed(DmdCode code, YearMonth month) {
        return dmd.inForce(month)
                .filter(release -> table.isLicensed(release, code))
                .isPresent();
    }
}
