package org.pestle.tariff;

import java.time.YearMonth;
import java.util.Optional;
import org.pestle.values.DmdCode;
import org.springframework.stereotype.Component;

/** Prices and rates by month, from the editions that are loaded. */
@Component
public class Tariff {
    /**
     * The medicine in the edition in force: the newest edition that is not after the month; empty if that edition does
     * not list it or none is loaded.
     */
    public Optional<TariffProduct> product(DmdCode vmp, YearMonth month) {
        return Optional.empty();
    }

    /** The fees, allowances, discounts and charges of a month. */
    public Rates rates(YearMonth month) {
        return new Rates(month, java.util.List.of());
    }

    /** The tariff's word for a unit of measure, by its SNOMED code; empty if none is on file. */
    public Optional<String> unit(String snomedCode) {
        return Optional.empty();
    }
}
