package org.pestle.tariff;

import java.time.YearMonth;
import java.util.SortedSet;

/** What is known, to whoever prices, of the prices that rest on the tariff. */
public interface PricesGiven {
    /** The months that have prices and are closed: these stay as they are (reimbursement.md 7.2). */
    SortedSet<YearMonth> closedMonths();
}
