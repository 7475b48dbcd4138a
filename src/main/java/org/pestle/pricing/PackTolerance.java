package org.pestle.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.pestle.dispensing.Packs;
import org.pestle.prescription.ControlledSchedule;
import org.pestle.prescription.LineItem;
import org.pestle.tariff.DatedRate;
import org.pestle.tariff.ProductFacts;
import org.pestle.tariff.RateName;
import org.pestle.tariff.Tariff;
import org.pestle.tariff.TariffPack;
import org.pestle.tariff.TariffProduct;
import org.springframework.stereotype.Component;

/**
 * Where whole packs may be supplied though they are more than was ordered (reimbursement.md 2.6, 2.7): a special
 * container in the nearest number of packs, half way down, at least one; a prescription-only medicine or one of
 * Schedule 5 in whole packs within the tolerance of original pack dispensing. What the tariff does not list is supplied
 * as ordered.
 */
@Component
class PackTolerance implements Packs {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Tariff tariff;

    PackTolerance(Tariff tariff) {
        this.tariff = tariff;
    }

    @Override
    public boolean allow(LineItem ordered, BigDecimal supplied, LocalDate day) {
        YearMonth month = YearMonth.from(day);
        Optional<String> unit = tariff.unit(ordered.quantity().unitCode());
        return tariff.product(ordered.product(), month).stream()
                .flatMap(product -> product.packs().stream()
                        .filter(pack -> unit.filter(pack.unit()::equals).isPresent())
                        .map(pack -> allows(product, pack, ordered, supplied, month)))
                .anyMatch(allowed -> allowed);
    }

    private boolean allows(
            TariffProduct product, TariffPack pack, LineItem ordered, BigDecimal supplied, YearMonth month) {
        BigDecimal order = ordered.quantity().amount();
        Optional<ProductFacts> facts = product.facts();
        if (facts.flatMap(ProductFacts::specialContainer).isPresent()) {
            BigDecimal nearest =
                    order.divide(pack.size(), 0, RoundingMode.HALF_DOWN).max(BigDecimal.ONE);
            return supplied.compareTo(nearest.multiply(pack.size())) <= 0;
        }
        boolean isWhole = supplied.remainder(pack.size()).signum() == 0;
        return isWhole
                && facts.filter(known -> mayDiffer(known, ordered)).isPresent()
                && tariff.rates(month)
                        .find(RateName.OPD_TOLERANCE)
                        .map(DatedRate::value)
                        .filter(percent -> supplied.subtract(order)
                                        .compareTo(order.multiply(percent).divide(HUNDRED))
                                <= 0)
                        .isPresent();
    }

    private static boolean mayDiffer(ProductFacts facts, LineItem ordered) {
        boolean isControlled = ordered.schedule() != null && ordered.schedule() != ControlledSchedule.CD5;
        boolean isListed = (facts.legal().equals("POM") && facts.controlledDrugSchedule() == 0)
                || facts.controlledDrugSchedule() == 5;
        return isListed && !isControlled;
    }
}
