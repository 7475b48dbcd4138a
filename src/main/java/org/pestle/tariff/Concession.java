package org.pestle.tariff;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Optional;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/**
 * A price concession, and the listed pack that it is about.
 *
 * @param month the whole month for which the price counts
 * @param name of the medicine, as published
 * @param size units in the pack
 * @param price of the pack in that month
 * @param fileRow row of the file that brought it, the first is 1
 * @param pack the pack of that name and size in the editions in force; empty if they list none, so that the concession
 *     pays nobody until they do
 */
public record Concession(YearMonth month, String name, BigDecimal size, Pence price, int fileRow, Optional<Pack> pack) {
    /** Codes of a listed pack and its medicine. */
    public record Pack(DmdCode vmp, DmdCode vmpp) {}
}
