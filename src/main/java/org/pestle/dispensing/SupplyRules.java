package org.pestle.dispensing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.pestle.dispensing.DispenseRules.Earlier;
import org.pestle.prescription.ControlledDrugs;
import org.pestle.prescription.Issue;
import org.pestle.prescription.LineItem;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What may be supplied: no more than was ordered, whole packs apart (reliability-security.md I09, reimbursement.md 2.6,
 * 2.7), and where the settings refuse it, no controlled drug after its time (eps.md 3.5).
 */
@Component
final class SupplyRules {
    private final ControlledDrugs controlled;
    private final ObjectProvider<Packs> packs;

    SupplyRules(PrescriptionSettings settings, ObjectProvider<Packs> packs) {
        this.controlled = settings.controlled();
        this.packs = packs;
    }

    /**
     * What stands in the way of a notification.
     *
     * @param earlier what was supplied before, but for what the notification replaces
     */
    List<Finding> findings(
            DispenseNotification notification,
            PrescriptionRecord prescription,
            Issue issue,
            DispenseMoves moves,
            Earlier earlier) {
        LocalDate day = NhsDates.on(moves.handedOverAt());
        List<Finding> findings = new ArrayList<>();
        notification.itemStatuses().forEach((id, to) -> {
            LineItem item = prescription.item(id).orElseThrow();
            boolean isSupply = DispenseMoves.isSupply(moves.from(id), to);
            BigDecimal now = isSupply ? notification.supplied(id) : BigDecimal.ZERO;
            BigDecimal total = earlier.supplied(id).add(now);
            boolean handedOut = to == LineItemStatus.FULLY_DISPENSED || to == LineItemStatus.PARTLY_DISPENSED;
            if (handedOut && total.signum() == 0 && item.quantity().amount().signum() > 0) {
                findings.add(amount("Item %s was dispensed, but no quantity was supplied".formatted(id)));
            }
            // A product other than ordered may be counted otherwise: then nothing can be compared.
            if (notification.isCountedIn(id, item.quantity().unitCode()) && isTooMuch(item, total, day)) {
                findings.add(amount("More of item %s was supplied than was ordered".formatted(id)));
            }
            if (isSupply && isRefused(issue, id, day)) {
                findings.add(Finding.at(
                        "MedicationDispense.whenHandedOver",
                        Problem.CONTROLLED_DRUG_EXPIRED,
                        "The time in which item %s could be supplied was over".formatted(id)));
            }
        });
        return findings;
    }

    private boolean isTooMuch(LineItem item, BigDecimal total, LocalDate day) {
        return total.compareTo(item.quantity().amount()) > 0
                && packs.stream().noneMatch(known -> known.allow(item, total, day));
    }

    private boolean isRefused(Issue issue, LineItemId id, LocalDate day) {
        return controlled.isStrict()
                && issue.items().stream().anyMatch(item -> item.id().equals(id) && item.isOver(day));
    }

    private static Finding amount(String sentence) {
        return Finding.at("MedicationDispense.quantity", Problem.INVALID_VALUE, sentence);
    }
}
