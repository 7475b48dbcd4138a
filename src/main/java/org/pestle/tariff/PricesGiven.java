package org.pestle.tariff;

import java.time.YearMonth;
import java.util.Optional;

/** What is known, to whoever prices, of the prices that rest on the tariff. */
public interface PricesGiven {
    /** The last month for which anything has its price, or empty if nothing has. */
    Optional<YearMonth> lastMonth();
}
