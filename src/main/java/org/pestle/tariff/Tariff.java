package org.pestle.tariff;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pestle.values.DmdCode;
import org.springframework.stereotype.Component;

/**
 * Prices and rates by month, from what is loaded. Everything of a month is read at once and kept for a minute, so that
 * pricing millions of items asks the database a few times; an edition that another process loads counts a minute later.
 */
@Component
public class Tariff {
    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();

    private final TariffTable table;
    private final Map<YearMonth, Month> months = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, String> units;

    Tariff(TariffTable table) {
        this.table = table;
    }

    /** All that counts in one month. */
    private record Month(Map<DmdCode, TariffProduct> products, Rates rates, long readAt) {
        boolean isFresh() {
            return System.nanoTime() - readAt < KEPT_NANOS;
        }
    }

    /**
     * The medicine in the edition in force: the newest edition that is not after the month; empty if that edition does
     * not list it or none is loaded.
     */
    public Optional<TariffProduct> product(DmdCode vmp, YearMonth month) {
        return Optional.ofNullable(month(month).products().get(vmp));
    }

    /** The fees, allowances, discounts and charges of a month. */
    public Rates rates(YearMonth month) {
        return month(month).rates();
    }

    /** The tariff's word for a unit of measure, by its SNOMED code; empty if none is on file. */
    public Optional<String> unit(String snomedCode) {
        Map<String, String> words = units;
        if (words == null) {
            words = table.units();
            units = words;
        }
        return Optional.ofNullable(words.get(snomedCode));
    }

    /** Forgets what was read, because something was loaded. */
    void forget() {
        months.clear();
        units = null;
    }

    private Month month(YearMonth month) {
        Month held = months.get(month);
        return held != null && held.isFresh() ? held : months.compute(month, this::read);
    }

    private Month read(YearMonth month, @Nullable Month held) {
        if (held != null && held.isFresh()) {
            return held;
        }
        return new Month(products(month), new Rates(month, table.rates()), System.nanoTime());
    }

    private Map<DmdCode, TariffProduct> products(YearMonth month) {
        Optional<TariffTable.Edition> edition = table.newest(month);
        if (edition.isEmpty()) {
            return Map.of();
        }
        Map<DmdCode, List<TariffTable.PackRow>> rows = new LinkedHashMap<>();
        for (TariffTable.PackRow row : table.packs(edition.get().month())) {
            rows.computeIfAbsent(row.vmp(), vmp -> new ArrayList<>()).add(row);
        }
        Map<DmdCode, TariffProduct> products = new HashMap<>();
        rows.forEach((vmp, packs) -> products.put(vmp, product(edition.get().month(), packs)));
        return products;
    }

    private static TariffProduct product(YearMonth edition, List<TariffTable.PackRow> packs) {
        TariffTable.PackRow first = packs.getFirst();
        return new TariffProduct(
                first.vmp(),
                first.name(),
                edition,
                first.category(),
                packs.stream().map(TariffTable.PackRow::pack).toList(),
                first.facts());
    }
}
