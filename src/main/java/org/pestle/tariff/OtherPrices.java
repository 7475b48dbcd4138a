package org.pestle.tariff;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pestle.values.DmdCode;
import org.springframework.stereotype.Component;

/**
 * Reads prices outside Part VIII, one product at a time: appliances and reagents of Part IX, then suppliers' list
 * prices in dm+d; a code that dm+d has replaced stands for the one that replaced it.
 */
@Component
class OtherPrices {
    private static final int MOST_REPLACEMENTS = 10;

    private final EditionTable editions;
    private final TariffTable table;
    private final BrandTable brands;
    private final FactsTable facts;
    private final DmdTable dmd;

    OtherPrices(EditionTable editions, TariffTable table, BrandTable brands, FactsTable facts, DmdTable dmd) {
        this.editions = editions;
        this.table = table;
        this.brands = brands;
        this.facts = facts;
        this.dmd = dmd;
    }

    /** What is in force in a month. */
    record InForce(
            Optional<EditionTable.Edition> appliances, Optional<LocalDate> release, Optional<LocalDate> mapping) {}

    InForce inForce(YearMonth month) {
        return new InForce(editions.newest(TariffPart.IX, month), dmd.inForce(month), dmd.mappingInForce(month));
    }

    /**
     * How a product is found in a month.
     *
     * @param medicines the products of Part VIII, for codes that were replaced
     */
    Function<DmdCode, Optional<TariffProduct>> in(
            InForce inForce, Function<DmdCode, Optional<TariffProduct>> medicines) {
        return code -> {
            Optional<TariffProduct> found = find(inForce, code);
            Optional<DmdCode> wanted = Optional.of(code);
            for (int i = 0; i < MOST_REPLACEMENTS && found.isEmpty(); i++) {
                wanted = wanted.flatMap(old -> inForce.release().flatMap(day -> brands.replacement(day, old)));
                if (wanted.isEmpty()) {
                    break;
                }
                found = wanted.flatMap(medicines).or(() -> Optional.empty());
                if (found.isEmpty()) {
                    found = find(inForce, wanted.get());
                }
            }
            return found;
        };
    }

    private Optional<TariffProduct> find(InForce inForce, DmdCode code) {
        return appliance(inForce, code)
                .or(() -> genericAppliance(inForce, code))
                .or(() -> brand(inForce, code));
    }

    private Optional<TariffProduct> appliance(InForce inForce, DmdCode amp) {
        return inForce.appliances().flatMap(edition -> listed(inForce, edition, amp, table.appliances(edition, amp)));
    }

    /** A generic appliance has no code in Part IX; it is found by the name that dm+d gives it. */
    private Optional<TariffProduct> genericAppliance(InForce inForce, DmdCode vmp) {
        return inForce.appliances()
                .flatMap(edition -> inForce.release()
                        .flatMap(day -> brands.nameOfGeneric(day, vmp))
                        .flatMap(name -> listed(inForce, edition, vmp, table.genericAppliances(edition, name))));
    }

    private Optional<TariffProduct> listed(
            InForce inForce, EditionTable.Edition edition, DmdCode code, List<TariffTable.ApplianceRow> rows) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        TariffTable.ApplianceRow first = rows.getFirst();
        ProductFacts known = known(inForce, code)
                .orElseGet(() -> ProductFacts.unknown(code, Optional.empty()))
                .orInBnf(first.bnfCode());
        return Optional.of(new TariffProduct(
                code,
                first.name(),
                edition.month(),
                PriceList.ofAppliances(first.part()),
                Optional.empty(),
                rows.stream().map(TariffTable.ApplianceRow::pack).toList(),
                Optional.of(known)));
    }

    /** A brand by its code, or a generic product of which a single brand has a price; those not allowed come last. */
    private Optional<TariffProduct> brand(InForce inForce, DmdCode code) {
        if (inForce.release().isEmpty()) {
            return Optional.empty();
        }
        LocalDate release = inForce.release().get();
        List<BrandTable.Row> rows = allowedOrAll(brands.priced(release, code));
        long different = rows.stream().map(BrandTable.Row::amp).distinct().count();
        return different == 1 ? Optional.of(brand(inForce, release, rows)) : Optional.empty();
    }

    private static List<BrandTable.Row> allowedOrAll(List<BrandTable.Row> rows) {
        List<BrandTable.Row> allowed =
                rows.stream().filter(BrandTable.Row::isAllowed).toList();
        return allowed.isEmpty() ? rows : allowed;
    }

    /** Of one brand at least one pack. */
    private TariffProduct brand(InForce inForce, LocalDate release, List<BrandTable.Row> rows) {
        BrandTable.Row first = rows.getFirst();
        return new TariffProduct(
                first.amp(),
                first.name(),
                YearMonth.from(release),
                PriceList.BRAND,
                Optional.empty(),
                rows.stream().map(BrandTable.Row::pack).toList(),
                known(inForce, first.amp()));
    }

    /** The brand of a generic product that a code names, be it by a pack of it; empty if it has no price. */
    Optional<TariffProduct> brandOf(InForce inForce, DmdCode generic, DmdCode named) {
        return inForce.release().flatMap(release -> {
            List<BrandTable.Row> rows = brands.priced(release, generic);
            return rows.stream()
                    .filter(row -> row.amp().equals(named)
                            || row.pack().vmpp().filter(named::equals).isPresent())
                    .map(BrandTable.Row::amp)
                    .findFirst()
                    .map(amp -> brand(
                            inForce,
                            release,
                            rows.stream().filter(row -> row.amp().equals(amp)).toList()));
        });
    }

    /** The allowed brand of a generic product one unit of which costs least, by its smallest code of several. */
    Optional<DmdCode> cheapestBrandOf(InForce inForce, DmdCode generic) {
        return inForce.release()
                .flatMap(release -> brands.priced(release, generic).stream()
                        .filter(BrandTable.Row::isAllowed)
                        .min(Comparator.comparing(OtherPrices::pricePerUnit)
                                .thenComparing(row -> row.amp().value())))
                .map(BrandTable.Row::amp);
    }

    private static BigDecimal pricePerUnit(BrandTable.Row row) {
        return BigDecimal.valueOf(row.pack().price().value()).divide(row.pack().size(), MathContext.DECIMAL64);
    }

    /** Whether anything is known of a product, be it only that another code has taken its place. */
    boolean knows(InForce inForce, DmdCode code) {
        return known(inForce, code).isPresent()
                || inForce.release()
                        .flatMap(day -> brands.replacement(day, code))
                        .isPresent();
    }

    /** How much is in a pack; empty if the code is of no pack. */
    Optional<BigDecimal> packSize(InForce inForce, DmdCode pack) {
        return inForce.release().flatMap(day -> brands.packSize(day, pack));
    }

    /** What is known of a product, whether it has a price or not. */
    Optional<ProductFacts> known(InForce inForce, DmdCode code) {
        Map<DmdCode, ProductFacts> found = facts.facts(inForce.release(), inForce.mapping(), List.of(code));
        return Optional.ofNullable(found.get(code));
    }
}
