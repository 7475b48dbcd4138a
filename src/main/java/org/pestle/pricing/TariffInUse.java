package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pestle.tariff.DisallowedReason;
import org.pestle.tariff.Rates;
import org.pestle.tariff.Tariff;
import org.pestle.tariff.TariffProduct;
import org.pestle.values.DmdCode;

/**
 * The tariff as one pricing run sees it: each product, unit and month is looked up once, and stays the same to the end.
 */
final class TariffInUse {
    private record ProductInMonth(DmdCode product, YearMonth month) {}

    private record NamedBrand(DmdCode generic, DmdCode named, YearMonth month) {}

    private final Tariff tariff;
    private final Map<ProductInMonth, Optional<TariffProduct>> products = new ConcurrentHashMap<>();
    private final Map<ProductInMonth, List<DisallowedReason>> disallowed = new ConcurrentHashMap<>();
    private final Map<NamedBrand, Optional<TariffProduct>> brands = new ConcurrentHashMap<>();
    private final Map<ProductInMonth, Optional<BigDecimal>> packs = new ConcurrentHashMap<>();
    private final Map<YearMonth, Rates> rates = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> units = new ConcurrentHashMap<>();

    TariffInUse(Tariff tariff) {
        this.tariff = tariff;
    }

    Optional<TariffProduct> product(DmdCode product, YearMonth month) {
        return products.computeIfAbsent(
                new ProductInMonth(product, month), key -> tariff.product(key.product(), key.month()));
    }

    /** Whether a product is known at all; asked of those only that have no price. */
    boolean knows(DmdCode product, YearMonth month) {
        return tariff.knows(product, month);
    }

    /** The brand of a generic product that the claim names; asked of those only that have no price of their own. */
    Optional<TariffProduct> brandOf(DmdCode generic, DmdCode named, YearMonth month) {
        return brands.computeIfAbsent(
                new NamedBrand(generic, named, month), key -> tariff.brandOf(key.generic(), key.named(), key.month()));
    }

    /** The cheapest brand of a generic product; asked of answers only that name none. */
    Optional<DmdCode> cheapestBrandOf(DmdCode generic, YearMonth month) {
        return tariff.cheapestBrandOf(generic, month);
    }

    /** How much is in a pack; empty if the code is of no pack. */
    Optional<BigDecimal> packSize(DmdCode pack, YearMonth month) {
        return packs.computeIfAbsent(
                new ProductInMonth(pack, month), key -> tariff.packSize(key.product(), key.month()));
    }

    List<DisallowedReason> disallowed(DmdCode product, YearMonth month) {
        return disallowed.computeIfAbsent(
                new ProductInMonth(product, month), key -> tariff.disallowed(key.product(), key.month()));
    }

    Rates rates(YearMonth month) {
        return rates.computeIfAbsent(month, tariff::rates);
    }

    /** The tariff's word for a unit; a unit that is not on file stays as it was claimed, and will match nothing. */
    String unit(String claimed) {
        return units.computeIfAbsent(claimed, tariff::unit).orElse(claimed);
    }
}
