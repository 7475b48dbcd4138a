package org.pestle.dispensing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.LineItem;
import org.pestle.prescription.LineItemEvent;
import org.pestle.prescription.LineItemLifecycle;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionLifecycle;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.TreatmentType;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;

/**
 * Whether a dispense notification may be recorded, and what it makes of the issue. The checks stand in order of
 * precedence: whose it is, which items it names, how each item may move, what the prescription becomes, how much was
 * supplied (eps.md 1.6, 4.2, 4.3, 4.5).
 */
final class DispenseRules {
    /** A slip of the decimal point, not a pack size: more than so many times what was ordered. */
    private static final BigDecimal MOST_TIMES_ORDERED = BigDecimal.TEN;

    private static final String TYPE = "MedicationDispense.type";

    private final DispenseNotification notification;
    private final OdsCode site;
    private final Act act;

    /** For one notification, that this site sent by this call. */
    DispenseRules(DispenseNotification notification, OdsCode site, Act act) {
        this.notification = notification;
        this.site = site;
        this.act = act;
    }

    /**
     * What earlier notifications told.
     *
     * @param leaseHasEnded whether the release that the message names was given back
     * @param amounts supplied so far of each item
     */
    record Earlier(boolean leaseHasEnded, Map<LineItemId, BigDecimal> amounts) {
        static final Earlier NOTHING = new Earlier(false, Map.of());

        BigDecimal supplied(LineItemId item) {
            return amounts.getOrDefault(item, BigDecimal.ZERO);
        }
    }

    /** The issue that the message is about, or empty if the record has none: only eRD messages count issues. */
    static Optional<Issue> issue(PrescriptionRecord prescription, @Nullable Integer named) {
        if (prescription.treatment() != TreatmentType.REPEAT_DISPENSING) {
            return prescription.issue(1);
        }
        return named == null ? Optional.of(prescription.currentIssue()) : prescription.issue(named);
    }

    /** The change that the notification makes, or every reason of the first kind that stands in its way. */
    Outcome<IssueChange> decide(PrescriptionRecord prescription, Issue issue, Earlier earlier) {
        List<Finding> findings = new ArrayList<>();
        addIfAny(findings, whose(prescription, issue, earlier));
        if (findings.isEmpty()) {
            addIfAny(findings, repeats(prescription));
        }
        if (findings.isEmpty()) {
            findings.addAll(items(issue));
        }
        if (findings.isEmpty()) {
            findings.addAll(moves(issue));
        }
        if (findings.isEmpty()) {
            addIfAny(findings, becomes(issue));
        }
        if (findings.isEmpty()) {
            findings.addAll(amounts(prescription, issue, earlier));
        }
        return findings.isEmpty() ? change(issue) : Outcome.refused(findings);
    }

    private Outcome<IssueChange> change(Issue issue) {
        Map<LineItemId, LineItemEvent> events = new LinkedHashMap<>();
        notification
                .itemStatuses()
                .forEach((item, to) -> events.put(
                        item, event(issue.statusOf(item).orElseThrow(), to).orElseThrow()));
        Outcome<IssueChange> change =
                IssueChange.of(issue, event(notification.status()).orElseThrow(), events, act);
        return switch (change) {
            case Outcome.Done<IssueChange> done ->
                Outcome.done(done.value().notified(notification.id(), NhsDates.on(notification.handedOverAt())));
            case Outcome.Refused<IssueChange> refused -> refused;
        };
    }

    private @Nullable Finding whose(PrescriptionRecord prescription, Issue issue, Earlier earlier) {
        if (!prescription.patient().nhsNumber().equals(notification.patient())) {
            return Finding.of(Problem.PRESCRIPTION_NOT_FOUND);
        }
        Issue.Lease lease = issue.lease();
        if (lease == null) {
            return Finding.of(
                    Problem.PRESCRIPTION_INVALID_STATE_TRANSITION, "The prescription was not released to anybody");
        }
        if (!lease.holder().equals(site)) {
            return Finding.of(Problem.PRESCRIPTION_WITH_ANOTHER_DISPENSER).heldBy(lease.holder());
        }
        if (earlier.leaseHasEnded()) {
            return Finding.at(
                    "MessageHeader.response.identifier",
                    Problem.PRESCRIPTION_INVALID_STATE_TRANSITION,
                    "The prescription of this release was returned");
        }
        LocalDate today = NhsDates.on(act.at());
        if (issue.status() == PrescriptionStatus.WITH_DISPENSER
                && issue.expiresOn().isBefore(today)) {
            return Finding.of(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION, "The prescription has expired");
        }
        return NhsDates.on(notification.handedOverAt()).isAfter(today)
                ? Finding.at(
                        "MedicationDispense.whenHandedOver",
                        Problem.INVALID_VALUE,
                        "The day on which it was handed over has not come")
                : null;
    }

    private @Nullable Finding repeats(PrescriptionRecord prescription) {
        Integer issues = notification.issues();
        if (prescription.treatment() != TreatmentType.REPEAT_DISPENSING || issues == null) {
            return null;
        }
        boolean known = issues == prescription.issues().size()
                || prescription.items().stream().anyMatch(item -> item.issues() == issues);
        return known ? null : Finding.of(Problem.MISMATCH_AUTHORISED_REPEAT_COUNT);
    }

    private List<Finding> items(Issue issue) {
        List<LineItemId> named = List.copyOf(notification.itemStatuses().keySet());
        List<Finding> findings = new ArrayList<>();
        named.stream()
                .filter(item -> issue.statusOf(item).isEmpty())
                .map(item -> Finding.of(Problem.MEDICATIONREQUEST_NOT_FOUND, "The prescription has no item " + item))
                .forEach(findings::add);
        issue.items().stream()
                .map(Issue.Item::id)
                .filter(item -> !named.contains(item))
                .map(item ->
                        Finding.of(Problem.MEDICATIONREQUEST_NOT_FOUND, "The message says nothing of item " + item))
                .forEach(findings::add);
        return findings;
    }

    private List<Finding> moves(Issue issue) {
        List<Finding> findings = new ArrayList<>();
        notification.itemStatuses().forEach((item, to) -> {
            LineItemStatus from = issue.statusOf(item).orElseThrow();
            if (event(from, to).isEmpty()) {
                findings.add(Finding.at(
                        TYPE,
                        Problem.MEDICATIONREQUEST_INVALID_STATE_TRANSITION,
                        "Item %s is %s and cannot become %s".formatted(item, from.code(), to.code())));
            }
        });
        return findings;
    }

    private @Nullable Finding becomes(Issue issue) {
        PrescriptionStatus to = notification.status();
        Optional<PrescriptionEvent> event = event(to);
        if (event.flatMap(on -> PrescriptionLifecycle.next(issue.status(), on)).isEmpty()) {
            return Finding.of(
                    Problem.PRESCRIPTION_INVALID_STATE_TRANSITION,
                    "A prescription that is %s cannot become %s by a notification"
                            .formatted(issue.status().code(), to.code()));
        }
        boolean legal =
                LineItemLifecycle.areLegalUnder(to, notification.itemStatuses().values());
        return legal
                ? null
                : Finding.of(
                        Problem.PRESCRIPTION_INVALID_STATE_TRANSITION,
                        "A prescription that is %s cannot have items of these statuses".formatted(to.code()));
    }

    private List<Finding> amounts(PrescriptionRecord prescription, Issue issue, Earlier earlier) {
        List<Finding> findings = new ArrayList<>();
        notification.itemStatuses().forEach((id, to) -> {
            LineItem item = prescription.item(id).orElseThrow();
            BigDecimal now =
                    isSupply(issue.statusOf(id).orElseThrow(), to) ? notification.supplied(id) : BigDecimal.ZERO;
            BigDecimal total = earlier.supplied(id).add(now);
            boolean handedOut = to == LineItemStatus.FULLY_DISPENSED || to == LineItemStatus.PARTLY_DISPENSED;
            if (handedOut && total.signum() == 0 && item.quantity().amount().signum() > 0) {
                findings.add(amount("Item %s was dispensed, but no quantity was supplied".formatted(id)));
            }
            if (total.compareTo(item.quantity().amount().multiply(MOST_TIMES_ORDERED)) > 0) {
                findings.add(amount("More than ten times the ordered quantity of item %s was supplied".formatted(id)));
            }
        });
        return findings;
    }

    private static Finding amount(String sentence) {
        return Finding.at("MedicationDispense.quantity", Problem.INVALID_VALUE, sentence);
    }

    /** Whether a quantity told with this move was handed out now: what is told again was counted before. */
    static boolean isSupply(LineItemStatus from, LineItemStatus to) {
        return from != LineItemStatus.FULLY_DISPENSED
                && (to == LineItemStatus.FULLY_DISPENSED || to == LineItemStatus.PARTLY_DISPENSED);
    }

    /** What a notification says that happened to an item, or empty if it cannot have. */
    private static Optional<LineItemEvent> event(LineItemStatus from, LineItemStatus to) {
        LineItemEvent event = switch (to) {
            case FULLY_DISPENSED -> LineItemEvent.NOTIFIED_FULLY_DISPENSED;
            case NOT_DISPENSED -> LineItemEvent.NOTIFIED_NOT_DISPENSED;
            case PARTLY_DISPENSED -> LineItemEvent.NOTIFIED_PARTLY_DISPENSED;
            case OWING -> LineItemEvent.NOTIFIED_OWING;
            case CANCELLED, EXPIRED, TO_BE_DISPENSED, WITH_DISPENSER -> LineItemEvent.NOTIFIED_UNCHANGED;
        };
        return LineItemLifecycle.next(from, event).filter(to::equals).map(next -> event);
    }

    /** What a notification with this prescription status says that happened, or empty if none has such a status. */
    private static Optional<PrescriptionEvent> event(PrescriptionStatus to) {
        return switch (to) {
            case WITH_DISPENSER_ACTIVE -> Optional.of(PrescriptionEvent.DISPENSED_IN_PART);
            case DISPENSED -> Optional.of(PrescriptionEvent.DISPENSED_IN_FULL);
            case NOT_DISPENSED -> Optional.of(PrescriptionEvent.NOTHING_DISPENSED);
            case AWAITING_RELEASE_READY,
                    TO_BE_DISPENSED,
                    WITH_DISPENSER,
                    EXPIRED,
                    CANCELLED,
                    CLAIMED,
                    NO_CLAIMED,
                    REPEAT_DISPENSE_FUTURE_INSTANCE,
                    PRESCRIPTION_FUTURE_INSTANCE,
                    CANCELLED_FUTURE_INSTANCE -> Optional.empty();
        };
    }

    private static void addIfAny(List<Finding> findings, @Nullable Finding finding) {
        if (finding != null) {
            findings.add(finding);
        }
    }
}
