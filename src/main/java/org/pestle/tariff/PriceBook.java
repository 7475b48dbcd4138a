package org.pestle.tariff;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.pestle.values.DmdCode;
import org.springframework.stereotype.Component;

/** Reads what the lists of prices of a month say: the editions in force, under the month's price concessions. */
@Component
class PriceBook {
    private static final List<TariffPart> OF_MEDICINES = List.of(TariffPart.VIIIA, TariffPart.VIIIB, TariffPart.VIIID);

    private final EditionTable editions;
    private final TariffTable table;
    private final ConcessionTable concessions;
    private final FactsTable facts;
    private final OtherPrices others;

    PriceBook(
            EditionTable editions,
            TariffTable table,
            ConcessionTable concessions,
            FactsTable facts,
            OtherPrices others) {
        this.editions = editions;
        this.table = table;
        this.concessions = concessions;
        this.facts = facts;
        this.others = others;
    }

    /** The medicines of Part VIII in one month. */
    static final class Medicines {
        private final Map<DmdCode, TariffProduct> products;
        private final Map<String, TariffProduct> byName = new HashMap<>();

        private Medicines(Map<DmdCode, TariffProduct> products) {
            this.products = products;
            products.values().forEach(product -> byName.putIfAbsent(plain(product.name()), product));
        }

        Optional<TariffProduct> product(DmdCode vmp) {
            return Optional.ofNullable(products.get(vmp));
        }

        Optional<Concession.Pack> pack(String name, BigDecimal size, String unit) {
            TariffProduct product = byName.get(plain(name));
            return product == null
                    ? Optional.empty()
                    : product.packs().stream()
                            .filter(pack -> fits(pack, size, unit))
                            .findFirst()
                            .flatMap(TariffPack::vmpp)
                            .map(vmpp -> new Concession.Pack(product.code(), vmpp));
        }
    }

    /** Everything else that has a price in one month, read when it is first asked for. */
    static final class Others {
        private final OtherPrices prices;
        private final OtherPrices.InForce inForce;
        private final Function<DmdCode, Optional<TariffProduct>> read;
        private final Map<DmdCode, Optional<TariffProduct>> products = new ConcurrentHashMap<>();

        private Others(OtherPrices prices, OtherPrices.InForce inForce, Medicines medicines) {
            this.prices = prices;
            this.inForce = inForce;
            this.read = prices.in(inForce, medicines::product);
        }

        Optional<TariffProduct> product(DmdCode code) {
            return products.computeIfAbsent(code, read);
        }

        Optional<ProductFacts> known(DmdCode code) {
            return prices.known(inForce, code);
        }

        boolean knows(DmdCode code) {
            return prices.knows(inForce, code);
        }

        Optional<TariffProduct> brandOf(DmdCode generic, DmdCode named) {
            return prices.brandOf(inForce, generic, named);
        }

        Optional<DmdCode> cheapestBrandOf(DmdCode generic) {
            return prices.cheapestBrandOf(inForce, generic);
        }

        Optional<BigDecimal> packSize(DmdCode pack) {
            return prices.packSize(inForce, pack);
        }
    }

    /** The medicines of a month; one that stands in several parts is taken from the first. */
    Medicines medicines(YearMonth month, OtherPrices.InForce inForce) {
        Map<String, ConcessionFile.Line> conceded = new HashMap<>();
        concessions.inForce(month).forEach(line -> conceded.put(key(line.name(), line.size()), line));
        Map<DmdCode, TariffProduct> products = new HashMap<>();
        for (TariffPart part : OF_MEDICINES) {
            editions.newest(part, month)
                    .ifPresent(edition -> medicines(edition, conceded, inForce)
                            .forEach(product -> products.putIfAbsent(product.code(), product)));
        }
        return new Medicines(products);
    }

    private List<TariffProduct> medicines(
            EditionTable.Edition edition, Map<String, ConcessionFile.Line> conceded, OtherPrices.InForce inForce) {
        Map<DmdCode, List<TariffTable.PackRow>> rows = new LinkedHashMap<>();
        for (TariffTable.PackRow row : table.packs(edition)) {
            rows.computeIfAbsent(row.vmp(), vmp -> new ArrayList<>()).add(row);
        }
        Map<DmdCode, ProductFacts> known = facts.facts(inForce.release(), inForce.mapping(), rows.keySet());
        return rows.values().stream()
                .map(packs -> medicine(edition, packs, conceded, known))
                .toList();
    }

    private static TariffProduct medicine(
            EditionTable.Edition edition,
            List<TariffTable.PackRow> packs,
            Map<String, ConcessionFile.Line> conceded,
            Map<DmdCode, ProductFacts> known) {
        TariffTable.PackRow first = packs.getFirst();
        return new TariffProduct(
                first.vmp(),
                first.name(),
                edition.month(),
                PriceList.valueOf(edition.part().name()),
                first.category(),
                packs.stream().map(row -> atPriceInForce(row, conceded)).toList(),
                facts(first, Optional.ofNullable(known.get(first.vmp()))));
    }

    private static Optional<ProductFacts> facts(TariffTable.PackRow row, Optional<ProductFacts> known) {
        return row.specialContainer()
                ? Optional.of(known.orElseGet(() -> ProductFacts.unknown(row.vmp(), Optional.empty()))
                        .asSpecialContainer())
                : known;
    }

    private static TariffPack atPriceInForce(TariffTable.PackRow row, Map<String, ConcessionFile.Line> conceded) {
        ConcessionFile.Line concession = conceded.get(key(row.name(), row.pack().size()));
        return concession != null && fits(row.pack(), concession.size(), concession.unit())
                ? row.pack().underConcession(concession.price())
                : row.pack();
    }

    private static boolean fits(TariffPack pack, BigDecimal size, String unit) {
        return pack.size().compareTo(size) == 0
                && (unit.isEmpty() || pack.unit().equalsIgnoreCase(unit));
    }

    private static String key(String name, BigDecimal size) {
        return plain(name) + "|" + size.stripTrailingZeros().toPlainString();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Appliances, reagents and brands of a month. */
    Others others(OtherPrices.InForce inForce, Medicines medicines) {
        return new Others(others, inForce, medicines);
    }

    /** What is in force in a month beside Part VIII. */
    OtherPrices.InForce inForce(YearMonth month) {
        return others.inForce(month);
    }
}
