package org.pestle.dispensing;

import java.math.BigDecimal;
import java.time.Clock;
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
    private static final UUID NONE = new UUID(0, 0);

    private final ReleaseTable releases;
    private final DispenseTable notifications;
    private final CorrectionTable corrections;
    private final SupplyRules supply;
    private final Clock clock;

    TrialCalls(
            ReleaseTable releases,
            DispenseTable notifications,
            CorrectionTable corrections,
            SupplyRules supply,
            Clock clock) {
        this.releases = releases;
        this.notifications = notifications;
        this.corrections = corrections;
        this.supply = supply;
        this.clock = clock;
    }

    /** A release by id for this site; no finding if it would be released. */
    public List<Finding> release(PrescriptionId id, OdsCode site) {
        Finding reason =
                ReleaseRefusal.of(releases.issues(id, NhsDates.today(clock)), site, false, NhsDates.today(clock));
        return reason == null ? List.of() : List.of(reason);
    }

    /** A return by this site. */
    public List<Finding> giveBack(Issue issue, OdsCode site) {
        Finding reason = ReturnPrescription.standing(issue, site);
        return reason == null ? List.of() : List.of(reason);
    }

    /** A withdrawal by this site of the last notification. */
    public List<Finding> withdraw(PrescriptionRecord prescription, Issue issue, OdsCode site) {
        Finding reason = WithdrawDispense.standing(prescription, issue, site, issue.lastNotification());
        return reason == null ? List.of() : List.of(reason);
    }

    /** A notification of this site that everything that is left of the issue was dispensed in full. */
    public List<Finding> dispense(PrescriptionRecord prescription, Issue issue, OdsCode site) {
        DispenseNotification notification = inFull(prescription, issue, site, null);
        return decide(notification, prescription, issue, Earlier.NOTHING);
    }

    /** An amendment by this site of the last notification: all that can be was dispensed in full. */
    public List<Finding> amendDispense(PrescriptionRecord prescription, Issue issue, OdsCode site) {
        UUID last = issue.lastNotification();
        DispenseNotification notification = inFull(prescription, issue, site, last == null ? NONE : last);
        KeptNotification replaced =
                last == null ? null : corrections.find(prescription.id(), last).orElse(null);
        return decide(notification, prescription, issue, notifications.earlier(issue, notification, replaced));
    }

    private List<Finding> decide(
            DispenseNotification notification, PrescriptionRecord prescription, Issue issue, Earlier earlier) {
        OdsCode site = notification.dispenser();
        Caller pharmacist = new Caller("trial", null, null, Role.PHARMACIST, site);
        Act act = new Act(pharmacist, Operation.NOTIFY_DISPENSE, clock.instant(), null);
        return findings(new DispenseRules(notification, site, act, supply).decide(prescription, issue, earlier));
    }

    private DispenseNotification inFull(
            PrescriptionRecord prescription, Issue issue, OdsCode site, @Nullable UUID replaces) {
        return new DispenseNotification(
                NONE,
                null,
                replaces,
                prescription.id(),
                prescription.patient().nhsNumber(),
                site,
                ENGLAND,
                PrescriptionStatus.DISPENSED,
                issue.number(),
                null,
                clock.instant(),
                issue.items().stream()
                        .map(item -> inFull(prescription, item, replaces != null))
                        .toList());
    }

    /** The whole of an item; of one that was not dispensed only where that is corrected. */
    private static DispensedItem inFull(PrescriptionRecord prescription, Issue.Item item, boolean corrects) {
        LineItemStatus to = switch (item.status()) {
            case WITH_DISPENSER, PARTLY_DISPENSED, OWING, FULLY_DISPENSED, TO_BE_DISPENSED ->
                LineItemStatus.FULLY_DISPENSED;
            case NOT_DISPENSED -> corrects ? LineItemStatus.FULLY_DISPENSED : item.status();
            case CANCELLED, EXPIRED -> item.status();
        };
        LineItem ordered = prescription.item(item.id()).orElseThrow();
        Quantity quantity = to == LineItemStatus.FULLY_DISPENSED
                ? ordered.quantity()
                : new Quantity(
                        BigDecimal.ZERO,
                        ordered.quantity().unitCode(),
                        ordered.quantity().unit());
        return new DispensedItem(NONE, item.id(), to, ordered.product(), ordered.productName(), quantity, reason(to));
    }

    private static @Nullable String reason(LineItemStatus to) {
        return to == LineItemStatus.FULLY_DISPENSED ? null : "0008";
    }

    private static List<Finding> findings(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(List<Finding> findings) ? findings : List.of();
    }
}
