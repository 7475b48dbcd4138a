package org.pestle.tariff;

import java.time.YearMonth;

/** No value of a fee, allowance, discount or charge is on file for a month. Load it; do not guess it. */
public final class RateNotHeldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** No such value for that month. */
    RateNotHeldException(RateName name, YearMonth month) {
        super("no value of " + name.key() + " is held for " + month);
    }
}
