package org.pestle.claim;

import java.time.LocalDate;
import java.util.Optional;
import org.pestle.prescription.PrescriptionSettings;
import org.springframework.stereotype.Component;

/** All that is dated about accepting claims: periods, months and exemption codes. */
@Component
class ClaimPolicy {
    private final PrescriptionSettings settings;
    private final ClaimCalendar calendar;
    private final ExemptionCodes exemptions;

    ClaimPolicy(PrescriptionSettings settings, ClaimCalendar calendar, ExemptionCodes exemptions) {
        this.settings = settings;
        this.calendar = calendar;
        this.exemptions = exemptions;
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

    /** The last day of supply for which an exemption code may be claimed; empty if it has not ended. */
    Optional<LocalDate> lastSupply(String exemption) {
        return exemptions.lastSupply(exemption);
    }
}
