package org.pestle.dispensing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.DispenseClaim;
import org.pestle.dispensing.ExpectedIssue.Notice;
import org.pestle.dispensing.Letters.Letter;
import org.pestle.dispensing.Simulation.Tried;
import org.pestle.prescription.CreatedPrescriptions.Ordered;
import org.pestle.prescription.CreatedPrescriptions.Wanted;
import org.pestle.prescription.Issue;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Outcome;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;

/** What people try with a prescription, drawn so that much of it is lawful and the rest is wrong in any way. */
final class Acts {
    private static final OdsCode OTHER_PRACTICE = new OdsCode("A81001");
    private static final List<LineItemStatus> ANY_ITEM = List.of(LineItemStatus.values());
    private static final List<PrescriptionStatus> ANY_STATUS = List.of(PrescriptionStatus.values());

    private final Stage stage;
    private final Random random;

    Acts(Stage stage, Random random) {
        this.stage = stage;
        this.random = random;
    }

    Tried release(Subject subject, OdsCode site) {
        LocalDate today = stage.today();
        boolean expected = !subject.expected.isDeleted() && subject.expected.canBeReleased(today);
        Outcome<Release> outcome = stage.releaseById(subject.id(), site);
        subject.sent(stage.letters().last());
        if (outcome instanceof Outcome.Done<Release>(Release release)) {
            subject.leases.add(release.leaseId());
            subject.expected.releasedTo(site.value(), release.leaseId(), today);
        }
        return new Tried("release", expected, outcome instanceof Outcome.Done);
    }

    Tried tell(Subject subject, Issue issue, OdsCode site, boolean amends) {
        UUID replaces = amends ? earlier(subject.notifications) : null;
        UUID lease = random.nextInt(4) == 0 ? earlier(subject.leases) : null;
        DispenseNotification told = notification(subject.record(), issue, site, replaces, lease);
        Notice notice = new Notice(
                told.id(),
                replaces,
                lease,
                told.status().code(),
                told.items().stream().map(item -> item.status().code()).toList(),
                told.items().stream().map(item -> item.quantity().amount()).toList());
        boolean expected = !subject.expected.isDeleted()
                && subject.expected.tell(issue.number(), notice, site.value(), stage.today());
        boolean done = sent(subject, stage.notify(told, site));
        if (done) {
            subject.notifications.add(told.id());
        }
        String words = told.status().code() + " "
                + told.items().stream()
                        .map(item ->
                                item.status().code() + "x" + item.quantity().amount())
                        .toList();
        return new Tried(
                (amends ? "amend " + replaces : "notify") + " " + issue.number() + " " + words, expected, done);
    }

    Tried withdraw(Subject subject, Issue issue, OdsCode site) {
        UUID notification = earlier(subject.notifications);
        boolean expected = !subject.expected.isDeleted()
                && subject.expected.withdraw(issue.number(), notification, site.value(), stage.today());
        boolean done = sent(subject, stage.withdraw(subject.id(), issue.number(), notification, site));
        return new Tried("withdraw " + issue.number() + " " + notification, expected, done);
    }

    Tried takeBack(Subject subject, Issue issue, OdsCode site) {
        UUID lease = issue.lease() == null || random.nextInt(6) == 0
                ? earlier(subject.leases)
                : issue.lease().id();
        ReturnReason[] reasons = ReturnReason.values();
        ReturnReason reason = reasons[random.nextInt(reasons.length)];
        boolean expected = !subject.expected.isDeleted()
                && subject.expected.takeBack(issue.number(), lease, site.value(), stage.today());
        boolean done = sent(subject, stage.takeBack(subject.record(), issue.number(), lease, reason, site));
        return new Tried("return " + issue.number() + " for " + reason, expected, done);
    }

    Tried cancel(Subject subject) {
        List<LineItemId> items = subject.versions.getLast().items();
        int item = random.nextInt(items.size());
        boolean whole = random.nextInt(6) == 0;
        OdsCode practice = random.nextInt(4) == 0 ? OTHER_PRACTICE : Stage.PRACTICE;
        boolean expected = !subject.expected.isDeleted() && subject.expected.cancel(whole ? -1 : item, stage.today());
        String answer = stage.cancel(subject.id(), items.get(item), whole, practice);
        return new Tried("cancel " + (whole ? "all" : item), expected, answer.equals("R-0001"));
    }

    Tried claim(Subject subject, Issue issue, OdsCode site, boolean amends) {
        UUID replaces = amends ? earlier(subject.claims) : null;
        boolean anything = issue.items().stream().anyMatch(item -> item.status() == LineItemStatus.FULLY_DISPENSED);
        PrescriptionStatus dispensed = anything ? PrescriptionStatus.DISPENSED : PrescriptionStatus.NOT_DISPENSED;
        PrescriptionStatus other =
                random.nextBoolean() ? PrescriptionStatus.DISPENSED : PrescriptionStatus.NOT_DISPENSED;
        PrescriptionStatus status = random.nextInt(10) == 0 ? other : dispensed;
        DispenseClaim claim = stage.claimFor(subject.record(), issue.number(), status, replaces, site);
        boolean expected = !subject.expected.isDeleted()
                && subject.expected.claim(
                        issue.number(), claim.id(), replaces, status.code(), site.value(), stage.today());
        boolean done = sent(subject, stage.claim(claim, site));
        if (done) {
            subject.claims.add(claim.id());
        }
        return new Tried((amends ? "claim-amend " : "claim ") + issue.number() + " " + status.code(), expected, done);
    }

    /** The prescriber sends another version, mostly in place of the newest. */
    Tried amend(Subject subject, ExpectedOrder order, Wanted wanted) {
        OdsCode practice = random.nextInt(6) == 0 ? OTHER_PRACTICE : Stage.PRACTICE;
        UUID newest = subject.versions.getLast().message();
        UUID replaces = random.nextInt(6) == 0 ? new UUID(1, random.nextLong()) : newest;
        LineItemId known = subject.versions.getLast().items().getFirst();
        LineItemId first = random.nextBoolean() ? known : new LineItemId(new UUID(2, random.nextLong()));
        boolean comesBack = first.equals(known) && isCancelled(subject, known);
        boolean isRight = practice.equals(Stage.PRACTICE) && replaces.equals(newest) && !comesBack;
        Ordered version = stage.amendment(wanted, subject.record(), first);
        boolean expected = !subject.expected.isDeleted() && subject.expected.amend(order, isRight, stage.today());
        boolean done = sent(subject, stage.amend(version, replaces, practice));
        if (done) {
            subject.record().issues().stream()
                    .flatMap(issue -> issue.items().stream())
                    .filter(item -> item.status() == LineItemStatus.CANCELLED)
                    .forEach(item -> subject.cancelled.add(item.id()));
            subject.versions.add(version);
        }
        return new Tried("amend-order " + order, expected, done);
    }

    /** A version is sent again as a new prescription: its id is taken, for ever. */
    Tried createAgain(Subject subject) {
        Ordered any = subject.versions.get(random.nextInt(subject.versions.size()));
        touch(subject);
        return new Tried("duplicate", false, stage.send(any, new UUID(4, random.nextLong())) instanceof Outcome.Done);
    }

    /**
     * A message that was sent before comes again: the same call twice, the same message in another call, or its ids
     * with another text. It is answered as it was, or refused, and nothing happens (12.4).
     */
    Tried again(Subject subject) {
        Letter letter = subject.letters().get(random.nextInt(subject.letters().size()));
        boolean wasDone = letter.answer().equals("done") && letter.call().messageId() != null;
        int kind = random.nextInt(wasDone ? 4 : 2);
        UUID sameCall = letter.call().requestId();
        UUID otherCall = new UUID(3, random.nextLong());
        String answer = stage.letters()
                .deliver(
                        switch (kind) {
                            case 0 -> letter.again(sameCall);
                            case 1 -> letter.altered(sameCall);
                            case 2 -> letter.again(otherCall);
                            default -> letter.altered(otherCall);
                        });
        String right = switch (kind) {
            case 0, 2 -> letter.answer();
            case 1 -> "REQUEST_ID_REUSED";
            default -> "MESSAGE_ID_REUSED";
        };
        String what = "again-" + List.of("same", "altered", "resent", "forged").get(kind) + " "
                + letter.call().operation() + ": " + answer;
        return new Tried(what, true, answer.equals(right));
    }

    private boolean sent(Subject subject, Outcome<?> outcome) {
        subject.sent(stage.letters().last());
        return outcome instanceof Outcome.Done;
    }

    private void touch(Subject subject) {
        if (!subject.expected.isDeleted()) {
            subject.expected.touch(stage.today());
        }
    }

    private static boolean isCancelled(Subject subject, LineItemId item) {
        return subject.cancelled.contains(item)
                || subject.record().issues().stream()
                        .anyMatch(issue -> issue.statusOf(item).equals(Optional.of(LineItemStatus.CANCELLED)));
    }

    private UUID earlier(List<UUID> known) {
        if (known.isEmpty() || random.nextInt(12) == 0) {
            return new UUID(random.nextLong(), random.nextLong());
        }
        return random.nextBoolean() ? known.getLast() : known.get(random.nextInt(known.size()));
    }

    private DispenseNotification notification(
            PrescriptionRecord prescription, Issue issue, OdsCode site, @Nullable UUID replaces, @Nullable UUID lease) {
        int intent = random.nextInt(10);
        PrescriptionStatus status = intent < 4
                ? PrescriptionStatus.DISPENSED
                : intent < 7
                        ? PrescriptionStatus.WITH_DISPENSER_ACTIVE
                        : intent < 9
                                ? PrescriptionStatus.NOT_DISPENSED
                                : ANY_STATUS.get(random.nextInt(ANY_STATUS.size()));
        Map<LineItemId, BigDecimal> supplied = stage.supplied(prescription.id(), issue.number());
        List<LineItemStatus> told = new ArrayList<>();
        List<BigDecimal> amounts = new ArrayList<>();
        for (Issue.Item item : issue.items()) {
            LineItemStatus becomes = becomes(item.status(), status);
            told.add(becomes);
            BigDecimal before = replaces == null ? supplied.getOrDefault(item.id(), BigDecimal.ZERO) : BigDecimal.ZERO;
            amounts.add(amount(becomes, before));
        }
        return under(lease, site, stage.notification(prescription, issue.number(), replaces, status, told, amounts));
    }

    private static DispenseNotification under(@Nullable UUID lease, OdsCode site, DispenseNotification told) {
        return new DispenseNotification(
                told.id(),
                lease,
                told.replaces(),
                told.prescription(),
                told.patient(),
                site,
                told.authority(),
                told.status(),
                told.issueNumber(),
                told.issues(),
                told.handedOverAt(),
                told.items());
    }

    private LineItemStatus becomes(LineItemStatus now, PrescriptionStatus status) {
        if (random.nextInt(25) == 0) {
            return ANY_ITEM.get(random.nextInt(ANY_ITEM.size()));
        }
        if (now == LineItemStatus.CANCELLED || now == LineItemStatus.EXPIRED) {
            return now;
        }
        return switch (status) {
            case DISPENSED -> random.nextInt(5) == 0 ? LineItemStatus.NOT_DISPENSED : LineItemStatus.FULLY_DISPENSED;
            case NOT_DISPENSED -> LineItemStatus.NOT_DISPENSED;
            default ->
                List.of(
                                LineItemStatus.FULLY_DISPENSED,
                                LineItemStatus.PARTLY_DISPENSED,
                                LineItemStatus.OWING,
                                LineItemStatus.WITH_DISPENSER)
                        .get(random.nextInt(4));
        };
    }

    private BigDecimal amount(LineItemStatus becomes, BigDecimal supplied) {
        if (random.nextInt(15) == 0) {
            return new BigDecimal(random.nextInt(20));
        }
        return switch (becomes) {
            case FULLY_DISPENSED -> Stage.ORDERED.subtract(supplied).max(BigDecimal.ZERO);
            case PARTLY_DISPENSED -> new BigDecimal(1 + random.nextInt(5));
            default -> BigDecimal.ZERO;
        };
    }
}
