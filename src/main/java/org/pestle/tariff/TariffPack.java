package org.pestle.tariff;

import java.math.BigDecimal;
import java.util.Optional;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/**
 * A listed pack and its price.
 *
 * @param vmpp the pack's code; of a brand or an appliance that of the brand's pack; empty for generic appliances, which
 *     have none
 * @param size units in the pack, greater than zero; decimals exist (22.5)
 * @param unit what the size counts, in the tariff's word: tablet, ml, dose
 * @param price price of one pack; in Part VIIIB for any quantity up to the size
 * @param fileRow row of the published file, the first is 1; 0 where the price is not from a list with rows
 * @param concession price of the pack while a price concession is in force
 * @param furtherUnit price of each unit above the size, Part VIIIB only
 */
public record TariffPack(
        Optional<DmdCode> vmpp,
        BigDecimal size,
        String unit,
        Pence price,
        int fileRow,
        Optional<Pence> concession,
        Optional<FurtherUnit> furtherUnit) {
    /**
     * Price of so many units above the minimum quantity.
     *
     * @param size units, greater than zero
     */
    public record FurtherUnit(BigDecimal size, Pence price) {}

    /** A pack with a price and nothing else. */
    static TariffPack of(DmdCode vmpp, BigDecimal size, String unit, Pence price, int fileRow) {
        return new TariffPack(Optional.of(vmpp), size, unit, price, fileRow, Optional.empty(), Optional.empty());
    }

    /** The same with a price for further units. */
    TariffPack withFurtherUnit(FurtherUnit further) {
        return new TariffPack(vmpp, size, unit, price, fileRow, concession, Optional.of(further));
    }

    /** The same under a price concession. */
    TariffPack underConcession(Pence concessionPrice) {
        return new TariffPack(vmpp, size, unit, price, fileRow, Optional.of(concessionPrice), furtherUnit);
    }
}
