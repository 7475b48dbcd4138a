package org.pestle.pricing;

import java.time.YearMonth;
import java.util.Optional;
import org.pestle.claim.LicensedProducts;
import org.pestle.tariff.Licences;
import org.pestle.tariff.PriceList;
import org.pestle.tariff.Tariff;
import org.pestle.tariff.TariffProduct;
import org.pestle.values.DmdCode;
import org.springframework.stereotype.Component;

/** Licences by the tariff, which lists licensed medicines and specials apart, and else by the dictionary. */
@Component
class HeldLicences implements LicensedProducts {
    private final Tariff tariff;
    private final Licences licences;

    HeldLicences(Tariff tariff, Licences licences) {
        this.tariff = tariff;
        this.licences = licences;
    }

    @Override
    public boolean isLicensed(DmdCode product, YearMonth month) {
        Optional<PriceList> part =
                tariff.product(product, month).map(TariffProduct::list).filter(PriceList::isOfGenerics);
        return part.isPresent() ? part.get() == PriceList.VIIIA : licences.isLicensed(product, month);
    }
}
