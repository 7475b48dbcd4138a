package org.pestle.tariff;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pestle.values.DmdCode;
import org.springframework.stereotype.Component;

/**
 * Prices and rates by month, from what is loaded. The medicines of a month are read at once and kept for a minute, so
 * that pricing millions of items asks the database a few times; an edition that another process loads counts a minute
 * later. Appliances and brands are many, and are read one by one when first asked for.
 */
@Component
public class Tariff {
    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();

    private final PriceBook book;
    private final RateTable rates;
    private final Map<YearMonth, Month> months = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, String> units;
    private volatile @Nullable Map<String, LocalDate> lastSupplies;

    Tariff(PriceBook book, RateTable rates) {
        this.book = book;
        this.rates = rates;
    }

    /** All that counts in one month. */
    private record Month(
            PriceBook.Medicines medicines,
            PriceBook.Others others,
            Rates rates,
            List<Disallowed> disallowed,
            long readAt) {
        boolean isFresh() {
            return System.nanoTime() - readAt < KEPT_NANOS;
        }
    }

    /**
     * The product in the lists in force: of each part of the Drug Tariff the newest edition that is not after the
     * month. A medicine is first looked for in Part VIIIA, then in Parts VIIIB and VIIID; any other code is that of an
     * appliance or reagent of Part IX, or of a brand with a price in dm+d. Empty if none has a price for it.
     *
     * @param code of the product ordered: VMP or AMP
     */
    public Optional<TariffProduct> product(DmdCode code, YearMonth month) {
        Month held = month(month);
        return held.medicines().product(code).or(() -> held.others().product(code));
    }

    /** The listed pack of a medicine by its name and size, in any letter case; a unit that is empty fits all. */
    Optional<Concession.Pack> listed(String name, BigDecimal size, String unit, YearMonth month) {
        return month(month).medicines().pack(name, size, unit);
    }

    /** The fees, allowances, discounts and charges of a month. */
    public Rates rates(YearMonth month) {
        return month(month).rates();
    }

    /**
     * Why the NHS does not pay for this product in that month, or not to every prescriber, by the list of such products
     * and by dm+d; mostly there is no reason.
     */
    public List<DisallowedReason> disallowed(DmdCode code, YearMonth month) {
        Month held = month(month);
        Stream<DisallowedReason> listed = held.disallowed().stream()
                .filter(product -> product.product().equals(code.value()))
                .map(Disallowed::reason);
        Stream<DisallowedReason> known = product(code, month)
                .flatMap(TariffProduct::facts)
                .or(() -> held.others().known(code))
                .map(ProductFacts::disallowed)
                .stream()
                .flatMap(List::stream);
        return Stream.concat(listed, known).distinct().toList();
    }

    /** Whether the dictionary of medicines, or a list of what is not paid, has the product, whatever its price. */
    public boolean knows(DmdCode code, YearMonth month) {
        return month(month).others().knows(code)
                || rates.disallowed().stream()
                        .anyMatch(listed -> listed.product().equals(code.value()));
    }

    /**
     * The brand of a generic product that this code names, by itself or by one of its packs, at its supplier's list
     * price; empty if none is held, or it is a brand of another product.
     */
    public Optional<TariffProduct> brandOf(DmdCode generic, DmdCode named, YearMonth month) {
        return month(month).others().brandOf(generic, named);
    }

    /** The allowed brand of a generic product one unit of which costs least; empty if none has a price. */
    public Optional<DmdCode> cheapestBrandOf(DmdCode generic, YearMonth month) {
        return month(month).others().cheapestBrandOf(generic);
    }

    /** How much is in a pack of the dictionary, generic or of a brand; empty if the code is of no pack. */
    public Optional<BigDecimal> packSize(DmdCode pack, YearMonth month) {
        return month(month).others().packSize(pack);
    }

    /** What an exemption code means for a supply of that month; empty if it means nothing then. */
    public Optional<Exemption> exemption(String code, YearMonth month) {
        return month(month).rates().exemption(code);
    }

    /** The last day of supply for which this exemption code may be claimed; empty if it has not ended for good. */
    public Optional<LocalDate> lastSupply(String exemption) {
        Map<String, LocalDate> days = lastSupplies;
        if (days == null) {
            days = rates.exemptions().stream()
                    .filter(code -> code.lastSupply() != null)
                    .collect(Collectors.toUnmodifiableMap(
                            Exemption::code, code -> Objects.requireNonNull(code.lastSupply()), (one, other) -> other));
            lastSupplies = days;
        }
        return Optional.ofNullable(days.get(exemption));
    }

    /** The tariff's word for a unit of measure, by its SNOMED code; empty if none is on file. */
    public Optional<String> unit(String snomedCode) {
        Map<String, String> words = units;
        if (words == null) {
            words = rates.units();
            units = words;
        }
        return Optional.ofNullable(words.get(snomedCode));
    }

    /** Forgets what was read, because something was loaded. */
    void forget() {
        months.clear();
        units = null;
        lastSupplies = null;
    }

    private Month month(YearMonth month) {
        Month held = months.get(month);
        return held != null && held.isFresh() ? held : months.compute(month, this::read);
    }

    private Month read(YearMonth month, @Nullable Month held) {
        if (held != null && held.isFresh()) {
            return held;
        }
        OtherPrices.InForce inForce = book.inForce(month);
        PriceBook.Medicines medicines = book.medicines(month, inForce);
        return new Month(
                medicines,
                book.others(inForce, medicines),
                new Rates(month, rates.rates(), rates.exemptions()),
                rates.disallowed().stream()
                        .filter(product -> product.holdsIn(month))
                        .toList(),
                System.nanoTime());
    }
}
