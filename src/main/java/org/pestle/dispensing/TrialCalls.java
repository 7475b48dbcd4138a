package org.pestle.dispensing;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.access.Role;
import org.pestle.dispensing.DispenseNotification.DispensedItem;
import org.pestle.dispensing.DispenseRules.Earlier;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.LineItem;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.pestle.values.Quantity;
import org.springframework.stereotype.Component;

/**
 * What a pharmacy's call would be refused for if it came now: asks the rules that the call itself asks, and changes
 * nothing.
 */
@Component
public class TrialCalls {
    private static final String ENGLAND = "T1450";

    private final ReleaseTable releases;
    private final Clock clock;

    TrialCalls(ReleaseTable releases, Clock clock) {
        this.releases = releases;
        this.clock = clock;
    }

    /** A release by id for this site; no finding if it would be released. */
    public List<Finding> release(PrescriptionId id, OdsCode site) {
        Finding reason = ReleaseRefusal.of(releases.issues(id), site, false, NhsDates.today(clock));
        return reason == null ? List.of() : List.of(reason);
    }

    /** A return by this site. */
    public List<Finding> giveBack(Issue issue, OdsCode site) {
        Finding reason = ReturnPrescription.standing(issue, site);
        return reason == null ? List.of() : List.of(reason);
    }

    /** A notification of this site that everything that is left of the issue was dispensed in full. */
    public List<Finding> dispense(PrescriptionRecord prescription, Issue issue, OdsCode site) {
        Instant now = clock.instant();
        Caller pharmacist = new Caller("trial", null, null, Role.PHARMACIST, site);
        DispenseNotification notification = new DispenseNotification(
                new UUID(0, 0),
                null,
                null,
                prescription.id(),
                prescription.patient().nhsNumber(),
                site,
                ENGLAND,
                PrescriptionStatus.DISPENSED,
                issue.number(),
                null,
                now,
                issue.items().stream().map(item -> inFull(prescription, item)).toList());
        Act act = new Act(pharmacist, Operation.NOTIFY_DISPENSE, now, null);
        return findings(new DispenseRules(notification, site, act).decide(prescription, issue, Earlier.NOTHING));
    }

    private static DispensedItem inFull(PrescriptionRecord prescription, Issue.Item item) {
        LineItemStatus to = switch (item.status()) {
            case WITH_DISPENSER, PARTLY_DISPENSED, OWING, FULLY_DISPENSED, TO_BE_DISPENSED ->
                LineItemStatus.FULLY_DISPENSED;
            case NOT_DISPENSED, CANCELLED, EXPIRED -> item.status();
        };
        LineItem ordered = prescription.item(item.id()).orElseThrow();
        Quantity quantity = to == LineItemStatus.FULLY_DISPENSED
                ? ordered.quantity()
                : new Quantity(
                        BigDecimal.ZERO,
                        ordered.quantity().unitCode(),
                        ordered.quantity().unit());
        return new DispensedItem(
                new UUID(0, 0), item.id(), to, ordered.product(), ordered.productName(), quantity, reason(to));
    }

    private static @Nullable String reason(LineItemStatus to) {
        return to == LineItemStatus.FULLY_DISPENSED ? null : "0008";
    }

    private static List<Finding> findings(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(List<Finding> findings) ? findings : List.of();
    }
}
