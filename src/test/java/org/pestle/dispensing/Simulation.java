package org.pestle.dispensing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.CreatedPrescriptions.Wanted;
import org.pestle.prescription.Issue;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * Two years in which people do what they may and what they may not, in any order, with a night after each day (and now
 * and then without one). After every step the {@link Invariants} hold. Everything is drawn from one seed.
 */
final class Simulation {
    private static final int NIGHTS = 730;
    private static final int ACTIONS_EACH = 20;
    private static final List<LineItemStatus> ANY_ITEM = List.of(LineItemStatus.values());
    private static final List<PrescriptionStatus> ANY_STATUS = List.of(PrescriptionStatus.values());

    private final Stage stage = new Stage(Instant.parse("2026-01-05T09:00:00Z"));
    private final Invariants invariants = new Invariants(stage);
    private final List<Subject> subjects = new ArrayList<>();
    private final Random random;
    private int done;
    private int refused;

    Simulation(long seed) {
        random = new Random(seed);
    }

    /** A prescription in it, what was notified of it, and the last that happened to it. */
    private record Subject(PrescriptionId id, boolean nominated, List<UUID> notifications, Deque<String> story) {
        void tell(String step) {
            story.addLast(step);
            if (story.size() > 40) {
                story.removeFirst();
            }
        }
    }

    /** How many actions were done and refused: a world in which nothing is possible proves nothing. */
    record Counts(int done, int refused) {}

    /**
     * Runs it.
     *
     * @param prescriptions how many are written in its first year
     * @return the violations with what led to them; none if all is well
     */
    List<String> run(int prescriptions) {
        double perDay = (double) prescriptions * ACTIONS_EACH / NIGHTS;
        double owed = 0;
        for (int day = 0; day < NIGHTS; day++) {
            while (subjects.size() < prescriptions && subjects.size() * 365L <= (long) day * prescriptions) {
                create();
            }
            for (owed += perDay; owed >= 1; owed--) {
                List<String> violations = act(subjects.get(random.nextInt(subjects.size())));
                if (!violations.isEmpty()) {
                    return violations;
                }
            }
            stage.wait(Duration.ofDays(1));
            if (random.nextInt(20) > 0) {
                List<String> violations = night();
                if (!violations.isEmpty()) {
                    return violations;
                }
            }
        }
        return invariants.duplicates();
    }

    Counts counts() {
        return new Counts(done, refused);
    }

    private void create() {
        int issues = random.nextInt(3) == 0 ? 2 + random.nextInt(5) : 1;
        List<Integer> items = new ArrayList<>();
        for (int item = random.nextInt(4); item >= 0; item--) {
            items.add(items.isEmpty() ? issues : 1 + random.nextInt(issues));
        }
        Wanted wanted = new Wanted(issues, Math.max(0, random.nextInt(12) - 8), items, random.nextInt(5) > 0);
        PrescriptionRecord created = stage.create(wanted);
        subjects.add(new Subject(created.id(), wanted.nominated(), new ArrayList<>(), new ArrayDeque<>()));
    }

    private List<String> night() {
        Instant before = stage.now();
        stage.night();
        List<String> changed = stage.database
                .jdbc()
                .sql("SELECT DISTINCT prescription_id FROM prescription_event WHERE recorded_at = :at")
                .param("at", java.sql.Timestamp.from(before))
                .query(String.class)
                .list();
        List<String> violations = new ArrayList<>();
        for (Subject subject : subjects) {
            if (changed.contains(subject.id().value())) {
                subject.tell("night of " + stage.today());
                violations.addAll(violations(subject));
            }
        }
        return violations;
    }

    private List<String> act(Subject subject) {
        PrescriptionRecord now = stage.read(subject.id());
        Issue issue = issue(now);
        OdsCode site = site(issue);
        stage.wait(Duration.ofSeconds(1));
        String step;
        Outcome<?> outcome;
        switch (random.nextInt(19)) {
            case 0, 1 -> {
                step = "nominated release to " + site;
                outcome = stage.releaseNominated(site);
            }
            case 2, 3, 4 -> {
                step = "release to " + site;
                outcome = stage.releaseById(subject.id(), site);
            }
            case 5, 6, 7, 8, 9 -> {
                DispenseNotification told = notification(now, issue, null);
                step = "notification " + words(told);
                outcome = stage.notify(told, site);
                remember(subject, told, outcome);
            }
            case 10, 11 -> {
                DispenseNotification told = notification(now, issue, earlier(subject));
                step = "amendment " + words(told);
                outcome = stage.notify(told, site);
                remember(subject, told, outcome);
            }
            case 12, 13 -> {
                step = "withdrawal from issue " + issue.number();
                outcome = stage.withdraw(subject.id(), issue.number(), earlier(subject), site);
            }
            case 14 -> {
                step = "return of issue " + issue.number();
                outcome = stage.takeBack(now, issue, site);
            }
            case 15 -> {
                step = "cancellation";
                int item = random.nextInt(now.items().size());
                String answer =
                        stage.cancel(now.id(), now.items().get(item).id(), random.nextInt(6) == 0, Stage.PRACTICE);
                outcome = answer.equals("R-0001")
                        ? Outcome.done(answer)
                        : Outcome.refused(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION);
            }
            default -> {
                step = "claim for issue " + issue.number();
                outcome = stage.claim(stage.claimFor(now, issue.number(), issue.status(), null), site);
            }
        }
        if (outcome instanceof Outcome.Done) {
            done++;
        } else {
            refused++;
        }
        subject.tell(stage.today() + " " + step + " by " + site + ": " + Stage.code(outcome));
        return violations(subject);
    }

    private List<String> violations(Subject subject) {
        List<String> violations = invariants.violatedBy(stage.read(subject.id()), subject.nominated());
        if (violations.isEmpty()) {
            return violations;
        }
        List<String> told = new ArrayList<>(violations);
        told.addAll(subject.story());
        return told;
    }

    /** Mostly the issue that is with a pharmacy, sometimes any. */
    private Issue issue(PrescriptionRecord prescription) {
        return prescription.issues().stream()
                .filter(issue -> issue.lease() != null && random.nextInt(4) > 0)
                .reduce((first, second) -> second)
                .orElseGet(() -> prescription
                        .issues()
                        .get(random.nextInt(prescription.issues().size())));
    }

    /** Mostly the holder, sometimes another. */
    private OdsCode site(Issue issue) {
        OdsCode either = random.nextInt(4) == 0 ? Stage.STATION : Stage.HIGH_STREET;
        return random.nextInt(10) == 0 ? either : issue.holder().orElse(either);
    }

    private UUID earlier(Subject subject) {
        List<UUID> known = subject.notifications();
        if (known.isEmpty() || random.nextInt(12) == 0) {
            return new UUID(random.nextLong(), random.nextLong());
        }
        return random.nextBoolean() ? known.getLast() : known.get(random.nextInt(known.size()));
    }

    private static void remember(Subject subject, DispenseNotification told, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Done) {
            subject.notifications().add(told.id());
        }
    }

    private DispenseNotification notification(PrescriptionRecord prescription, Issue issue, @Nullable UUID replaces) {
        int intent = random.nextInt(10);
        PrescriptionStatus status = intent < 4
                ? PrescriptionStatus.DISPENSED
                : intent < 7
                        ? PrescriptionStatus.WITH_DISPENSER_ACTIVE
                        : intent < 9
                                ? PrescriptionStatus.NOT_DISPENSED
                                : ANY_STATUS.get(random.nextInt(ANY_STATUS.size()));
        Map<LineItemId, BigDecimal> supplied = stage.get(Supplies.class).of(prescription.id(), issue.number());
        List<LineItemStatus> told = new ArrayList<>();
        List<BigDecimal> amounts = new ArrayList<>();
        for (Issue.Item item : issue.items()) {
            LineItemStatus becomes = becomes(item.status(), status);
            told.add(becomes);
            amounts.add(amount(becomes, supplied.getOrDefault(item.id(), BigDecimal.ZERO)));
        }
        return stage.notification(prescription, issue.number(), replaces, status, told, amounts);
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

    private static String words(DispenseNotification told) {
        return told.issueNumber() + " " + told.status().code() + " "
                + told.items().stream()
                        .map(item ->
                                item.status().code() + "x" + item.quantity().amount())
                        .toList()
                + (told.replaces() == null ? "" : " instead of " + told.replaces());
    }
}
