package org.pestle.dispensing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.TreatmentType;
import org.pestle.values.LineItemId;
import org.pestle.values.PrescriptionId;

/**
 * One issue of a prescription as a release hands it out, with its state before that release (eps.md 1.5).
 *
 * @param issueNumber from 1
 * @param issues how many the prescription has
 * @param statusBefore of the issue, before the release
 * @param itemsBefore status of each item, before the release
 * @param message what was received when it was created, opened; empty if what was kept is damaged
 * @param lastHandedOverAt when anything of this prescription was last handed over, or null
 * @param reasons why its signature does not hold; empty if it does
 * @param advice what a pharmacist should know of the time of a supply
 */
public record ReleasedPrescription(
        PrescriptionId id,
        TreatmentType treatment,
        int issueNumber,
        int issues,
        PrescriptionStatus statusBefore,
        Map<LineItemId, LineItemStatus> itemsBefore,
        Optional<OpenedMessage> message,
        @Nullable Instant lastHandedOverAt,
        List<String> reasons,
        SupplyAdvice advice) {

    /** Copies the collections. */
    public ReleasedPrescription {
        itemsBefore = Map.copyOf(itemsBefore);
        reasons = List.copyOf(reasons);
    }
}
