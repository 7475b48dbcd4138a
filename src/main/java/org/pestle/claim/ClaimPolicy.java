package org.pestle.claim;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.values.DmdCode;
import org.pestle.values.Quantity;
import org.springframework.stereotype.Component;

/** All that is dated about accepting claims: periods, months, exemption codes, packs and licences. */
@Component
class ClaimPolicy {
    private static final int DECIMALS = 6;

    private final PrescriptionSettings settings;
    private final ClaimCalendar calendar;
    private final ExemptionCodes exemptions;
    private final UnitsOfProducts units;
    private final LicensedProducts licences;

    ClaimPolicy(
            PrescriptionSettings settings,
            ClaimCalendar calendar,
            ExemptionCodes exemptions,
            UnitsOfProducts units,
            LicensedProducts licences) {
        this.settings = settings;
        this.calendar = calendar;
        this.exemptions = exemptions;
        this.units = units;
        this.licences = licences;
    }

    ClaimCalendar calendar() {
        return calendar;
    }

    /** The last day for a claim of an issue that was completed on that day. */
    LocalDate lastDay(LocalDate completedOn) {
        return completedOn.plusDays(settings.inForce(completedOn).claimDays());
    }

    /** The last day for a claim of an issue for repeat dispensing that was signed on that day. */
    LocalDate lastRepeatDay(LocalDate signedOn) {
        return signedOn.plusDays(settings.inForce(signedOn).repeatClaimDays());
    }

    /**
     * A supply in the unit of its claim; empty if nothing relates the two units (reimbursement.md 2.5).
     *
     * @param product as ordered
     * @param unit of the claim, as its code
     */
    Optional<BigDecimal> inUnitOfClaim(Quantity supplied, DmdCode product, String unit, YearMonth month) {
        if (unit.equals(supplied.unitCode())) {
            return Optional.of(supplied.amount());
        }
        return units.compared(product, unit, supplied.unitCode(), month)
                .map(compared -> supplied.amount()
                        .multiply(compared.perSupplied())
                        .divide(compared.perClaimed(), DECIMALS, RoundingMode.HALF_UP));
    }

    /** Whether SP or ED may not be endorsed for a product, because it is known to be licensed. */
    boolean isLicensed(DmdCode product, YearMonth month) {
        return licences.isLicensed(product, month);
    }

    /** The last day of supply for which an exemption code may be claimed; empty if it has not ended. */
    Optional<LocalDate> lastSupply(String exemption) {
        return exemptions.lastSupply(exemption);
    }
}
