package org.pestle.tariff;

import java.math.BigDecimal;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/**
 * One line of a tariff edition: a pack and its price.
 *
 * @param vmpp the pack's code
 * @param size units in the pack, greater than zero; decimals exist (22.5)
 * @param unit what the size counts, in the tariff's word: tablet, ml, dose
 * @param price price of one pack
 * @param fileRow row of the published file, the first is 1
 */
public record TariffPack(DmdCode vmpp, BigDecimal size, String unit, Pence price, int fileRow) {}
