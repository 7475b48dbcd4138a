package org.pestle.pricing;

import java.time.LocalDate;
import java.util.Optional;
import org.pestle.claim.ExemptionCodes;
import org.pestle.tariff.Tariff;
import org.springframework.stereotype.Component;

/** The charge exemption codes of the reference data. */
@Component
class HeldExemptionCodes implements ExemptionCodes {
    private final Tariff tariff;

    HeldExemptionCodes(Tariff tariff) {
        this.tariff = tariff;
    }

    @Override
    public Optional<LocalDate> lastSupply(String code) {
        return tariff.lastSupply(code);
    }
}
