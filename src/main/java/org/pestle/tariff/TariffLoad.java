package org.pestle.tariff;

import java.time.YearMonth;

/**
 * What loading an edition did.
 *
 * @param month the edition's month
 * @param title the file's own title
 * @param lines priced lines that the edition now holds
 * @param products medicines among them
 * @param withoutPrice lines of the file that have no price and were left out
 * @param alreadyHeld whether the very same file had been loaded before, so that nothing changed
 */
public record TariffLoad(
        YearMonth month, String title, int lines, int products, int withoutPrice, boolean alreadyHeld) {}
