package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.Basis.Counted;
import org.pestle.tariff.ProductFacts;
import org.pestle.tariff.TariffPack;
import org.pestle.tariff.TariffProduct;

/**
 * What a claim's quantities count (reimbursement.md 2.5). Where order and claim count in different units, both are
 * brought to the tariff's if one of them is the unit in which the product's packs are counted and the other is what a
 * pack holds; otherwise the two cannot be compared, and the unit says so and fits no pack.
 */
final class UnitsOfClaim {
    private final Basis.Asked asked;
    private final Optional<TariffProduct> listed;
    private final TariffInUse tariff;

    UnitsOfClaim(Basis.Asked asked, Optional<TariffProduct> listed, TariffInUse tariff) {
        this.asked = asked;
        this.listed = listed;
        this.tariff = tariff;
    }

    /** Whether both quantities count packs. */
    boolean countPacks() {
        String ordered = asked.orderedUnit();
        return (ordered == null || areOne(asked.unit(), ordered)) && isOfPacks(asked.unit());
    }

    Counted counted() {
        String supplied = tariff.unit(asked.unit());
        String ordered = asked.orderedUnit();
        return ordered == null
                ? Counted.in(supplied)
                : related(ordered).orElseGet(() -> Counted.in(supplied + ", the order in " + tariff.unit(ordered)));
    }

    /**
     * How the claim's unit and another compare; empty if nothing relates them.
     *
     * @param other code of the unit that {@code perOrdered} is about
     */
    Optional<Counted> related(String other) {
        String supplied = tariff.unit(asked.unit());
        String ordered = tariff.unit(other);
        if (areOne(asked.unit(), other)) {
            return Optional.of(Counted.in(supplied));
        }
        BigDecimal pack = isOfPacks(asked.unit()) ? onlySizeIn(ordered) : null;
        if (pack != null) {
            return Optional.of(new Counted(ordered, BigDecimal.ONE, pack));
        }
        pack = isOfPacks(other) ? onlySizeIn(supplied) : null;
        return pack == null ? Optional.empty() : Optional.of(new Counted(supplied, pack, BigDecimal.ONE));
    }

    /** Whether two codes are of one unit: dm+d replaces codes, and has one word for both. */
    private boolean areOne(String unit, String other) {
        return tariff.unit(unit).equalsIgnoreCase(tariff.unit(other));
    }

    private boolean isOfPacks(String unit) {
        return listed.flatMap(TariffProduct::facts)
                .flatMap(ProductFacts::packUnitCode)
                .filter(code -> areOne(code, unit))
                .isPresent();
    }

    /** Size of the listed packs, if they count in that unit and are all of one size. */
    private @Nullable BigDecimal onlySizeIn(String unit) {
        List<TariffPack> packs = listed.map(TariffProduct::packs).orElseGet(List::of);
        boolean isOne = packs.stream()
                .allMatch(pack -> pack.unit().equalsIgnoreCase(unit)
                        && pack.size().compareTo(packs.getFirst().size()) == 0);
        return isOne && !packs.isEmpty() ? packs.getFirst().size() : null;
    }
}
