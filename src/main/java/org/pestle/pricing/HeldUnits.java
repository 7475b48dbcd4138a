package org.pestle.pricing;

import java.time.YearMonth;
import java.util.Optional;
import org.pestle.claim.UnitsOfProducts;
import org.pestle.tariff.Tariff;
import org.pestle.values.DmdCode;
import org.springframework.stereotype.Component;

/** The units of the tariff's packs, compared as prices compare order and claim. */
@Component
class HeldUnits implements UnitsOfProducts {
    private final Tariff tariff;

    HeldUnits(Tariff tariff) {
        this.tariff = tariff;
    }

    @Override
    public Optional<Compared> compared(DmdCode product, String claimed, String supplied, YearMonth month) {
        Basis.Asked asked = new Basis.Asked(product, "", claimed, month, null, supplied);
        return new UnitsOfClaim(asked, tariff.product(product, month), new TariffInUse(tariff))
                .related(supplied)
                .map(counted -> new Compared(counted.perSupplied(), counted.perOrdered()));
    }
}
