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
        return asked.orderedUnit() == null && isOfPacks(asked.unit());
    }

    Counted counted() {
        String supplied = tariff.unit(asked.unit());
        if (asked.orderedUnit() == null) {
            return Counted.in(supplied);
        }
        String ordered = tariff.unit(asked.orderedUnit());
        BigDecimal pack = isOfPacks(asked.unit()) ? onlySizeIn(ordered) : null;
        if (pack != null) {
            return new Counted(ordered, BigDecimal.ONE, pack);
        }
        pack = isOfPacks(asked.orderedUnit()) ? onlySizeIn(supplied) : null;
        return pack == null
                ? Counted.in(supplied + ", the order in " + ordered)
                : new Counted(supplied, pack, BigDecimal.ONE);
    }

    private boolean isOfPacks(String unit) {
        return listed.flatMap(TariffProduct::facts)
                .flatMap(ProductFacts::packUnitCode)
                .filter(unit::equals)
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
