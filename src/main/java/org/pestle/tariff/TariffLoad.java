package org.pestle.tariff;

import java.time.YearMonth;

/**
 * What loading an edition did.
 *
 * @param part of the Drug Tariff
 * @param month the edition's month
 * @param title the file's own title, or nothing
 * @param lines priced lines that the edition now holds
 * @param products products among them
 * @param withoutPrice lines of the file that have no price and were left out
 * @param alreadyHeld whether the very same file had been loaded before, so that nothing changed
 */
public record TariffLoad(
        TariffPart part,
        YearMonth month,
        String title,
        int lines,
        int products,
        int withoutPrice,
        boolean alreadyHeld) {
    TariffLoad heldAlready() {
        return new TariffLoad(part, month, title, lines, products, withoutPrice, true);
    }
}
