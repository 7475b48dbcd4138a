package org.pestle.dispensing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.pestle.prescription.CreatedPrescriptions.Ordered;
import org.pestle.prescription.CreatedPrescriptions.Wanted;
import org.pestle.prescription.Issue;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.problems.Outcome;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * Two years in which people do what they may and what they may not, in any order, with a night after each day (now and
 * then without one, or with two). After every step the record is as {@link ExpectedPrescription} says, and the
 * {@link Invariants} hold of it; once a week they hold of all. Everything is drawn from one seed.
 */
final class Simulation {
    private static final int NIGHTS = 730;
    private static final int ACTIONS_EACH = 20;

    private final Stage stage = new Stage(Instant.parse("2026-01-05T09:00:00Z"));
    private final Invariants invariants = new Invariants(stage.database);
    private final List<Subject> subjects = new ArrayList<>();
    private final Map<String, Subject> byId = new TreeMap<>();
    private final Map<String, Counts> counts = new TreeMap<>();
    private final Random random;
    private final Acts acts;
    private int steps;
    private int nightsToMiss;

    Simulation(long seed) {
        random = new Random(seed);
        acts = new Acts(stage, random);
    }

    /** How often something was done, and how often refused. */
    record Counts(int done, int refused) {
        Counts and(boolean isDone) {
            return isDone ? new Counts(done + 1, refused) : new Counts(done, refused + 1);
        }
    }

    /** One thing that somebody tried. */
    record Tried(String what, boolean expected, boolean done) {}

    /** Stops the simulation: what is wrong, and what led to it. */
    static final class Violated extends AssertionError {
        private static final long serialVersionUID = 1L;

        Violated(int step, List<String> violations, Subject subject) {
            super("step " + step + ": " + String.join("; ", violations) + "\n  "
                    + String.join("\n  ", subject.story()));
        }
    }

    /** How often each kind of action was done and refused: a world in which nothing is possible proves nothing. */
    Map<String, Counts> counts() {
        return counts;
    }

    /**
     * Runs it.
     *
     * @param prescriptions how many are written in its first year
     * @throws Violated at the first step after which anything is not as it should be
     */
    void run(int prescriptions) {
        double perDay = (double) prescriptions * ACTIONS_EACH / NIGHTS;
        double owed = 0;
        for (int day = 0; day < NIGHTS; day++) {
            while (subjects.size() < prescriptions && subjects.size() * 365L <= (long) day * prescriptions) {
                create();
            }
            for (owed += perDay; owed >= 1; owed--) {
                stage.wait(Duration.ofSeconds(1));
                act(subjects.get(random.nextInt(subjects.size())));
            }
            stage.wait(Duration.ofDays(1));
            nights();
            if (day % 7 == 6) {
                check(invariants.violated(), subjects.getFirst());
            }
        }
    }

    private void create() {
        int issues = random.nextInt(3) == 0 ? 2 + random.nextInt(12) : 1;
        List<Integer> items = new ArrayList<>();
        for (int item = random.nextInt(4); item >= 0; item--) {
            items.add(items.isEmpty() ? issues : 1 + random.nextInt(issues));
        }
        int ahead = Math.max(0, random.nextInt(12) - 8);
        Wanted wanted = new Wanted(issues, ahead, items, random.nextInt(5) > 0);
        stage.wait(Duration.ofSeconds(1));
        LocalDate today = stage.today();
        LocalDate starts = today.plusDays(ahead);
        ExpectedPrescription expected =
                new ExpectedPrescription(issues > 1 ? today : starts, starts, issues, items, wanted.nominated(), today);
        Ordered ordered = stage.order(wanted);
        Subject subject = new Subject(ordered.id(), expected);
        if (random.nextInt(15) == 0) {
            int item = random.nextInt(items.size());
            boolean whole = random.nextInt(3) == 0;
            stage.cancel(ordered.id(), ordered.items().get(item), whole, Stage.PRACTICE);
            expected.cancel(whole ? -1 : item, today);
            subject.tell(today + " cancelled before it came");
        }
        stage.create(ordered);
        subjects.add(subject);
        byId.put(ordered.id().value(), subject);
        compare(subject);
    }

    private void nights() {
        if (nightsToMiss > 0 || random.nextInt(30) == 0) {
            nightsToMiss = nightsToMiss > 0 ? nightsToMiss - 1 : random.nextInt(6);
            return;
        }
        for (int times = random.nextInt(10) == 0 ? 2 : 1; times > 0; times--) {
            night();
        }
    }

    private void night() {
        Instant before = stage.now();
        LocalDate today = stage.today();
        stage.night();
        Set<String> changed = stage.changedSince(before);
        for (Subject subject : subjects) {
            String line = subject.expected().line();
            subject.expected().night(today);
            if (!line.equals(subject.expected().line())
                    || changed.contains(subject.id().value())) {
                subject.tell("night of " + today);
                compare(subject);
            }
        }
        stage.wait(Duration.ofSeconds(1));
    }

    private void act(Subject subject) {
        PrescriptionRecord now = stage.read(subject.id());
        Issue issue = issue(now);
        OdsCode site = site(issue);
        int drawn = random.nextInt(19);
        if (drawn < 2) {
            releaseNominated(subject, site);
            return;
        }
        Tried tried = switch (drawn) {
            case 2, 3, 4 -> acts.release(subject, site);
            case 5, 6, 7, 8 -> acts.tell(subject, now, issue, site, false);
            case 9, 10, 11 -> acts.tell(subject, now, issue, site, true);
            case 12, 13 -> acts.withdraw(subject, issue, site);
            case 14 -> acts.takeBack(subject, now, issue, site);
            case 15 -> acts.cancel(subject, now);
            case 16 -> acts.claim(subject, now, issue, site, true);
            default -> acts.claim(subject, now, issue, site, false);
        };
        took(subject, tried, site);
        if (tried.done() && tried.what().startsWith("claim") && random.nextBoolean()) {
            // It is amended while its month is open.
            stage.wait(Duration.ofSeconds(1));
            took(subject, acts.claim(subject, stage.read(subject.id()), issue, site, true), site);
        }
    }

    private void took(Subject subject, Tried tried, OdsCode site) {
        String kind = tried.what().split(" ", 2)[0];
        counts.put(kind, counts.getOrDefault(kind, new Counts(0, 0)).and(tried.done()));
        subject.tell(stage.today() + " " + tried.what() + " by " + site + (tried.done() ? ": done" : ": refused"));
        if (tried.done() != tried.expected()) {
            check(List.of(subject.id() + " this should have been " + (tried.expected() ? "done" : "refused")), subject);
        }
        compare(subject);
    }

    private void releaseNominated(Subject subject, OdsCode site) {
        LocalDate today = stage.today();
        Outcome<Release> outcome = stage.releaseNominated(site);
        List<PrescriptionId> passed = new ArrayList<>();
        if (outcome instanceof Outcome.Done<Release>(Release release)) {
            for (ReleasedPrescription each : release.passed()) {
                Subject released = Objects.requireNonNull(byId.get(each.id().value()));
                boolean expected =
                        site.equals(Stage.HIGH_STREET) && released.expected().isListed(today);
                released.expected().releasedTo(site.value(), release.leaseId(), today);
                took(released, new Tried("download", expected, true), site);
                passed.add(each.id());
            }
        }
        boolean full = passed.size() == ReleasePrescriptions.MOST_PER_CALL;
        boolean left = site.equals(Stage.HIGH_STREET)
                && subjects.stream().anyMatch(other -> other.expected().isListed(today));
        if (!full && left) {
            check(List.of("a download left something behind"), subject);
        }
        compare(subject);
    }

    private void compare(Subject subject) {
        steps++;
        List<String> violations = new ArrayList<>(invariants.violatedBy(subject.id()));
        String is = Stage.linesOf(stage.read(subject.id()));
        String should = subject.expected().line();
        if (!is.equals(should)) {
            violations.add(subject.id() + " is " + is + " and should be " + should);
        }
        check(violations, subject);
    }

    private void check(List<String> violations, Subject subject) {
        if (!violations.isEmpty()) {
            throw new Violated(steps, violations, subject);
        }
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
}
