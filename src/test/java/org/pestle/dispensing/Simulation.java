package org.pestle.dispensing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.pestle.prescription.ControlledDrugs.WhenOver;
import org.pestle.prescription.CreatedPrescriptions.Ordered;
import org.pestle.prescription.CreatedPrescriptions.Wanted;
import org.pestle.prescription.Issue;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.problems.Outcome;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * Two years in which people do what they may and what they may not, in any order, with a night after each day (now and
 * then without one, or with two). After every step the record is as {@link ExpectedPrescription} says, and the
 * {@link Invariants} hold of it; every night nothing else has changed, and now and then they hold of all. Everything is
 * drawn from one seed.
 */
final class Simulation {
    private static final int NIGHTS = 730;
    private static final int ACTIONS_EACH = 20;
    private static final int ACTIONS = 25;
    private static final int PATIENTS = 40;
    private static final int DAYS_BETWEEN_CHECKS_OF_ALL = 61;
    private static final List<OdsCode> PHARMACIES = List.of(Stage.HIGH_STREET, Stage.STATION);

    private final Stage stage;
    private final Invariants invariants;
    private final List<Subject> subjects = new ArrayList<>();
    private final Map<String, Subject> byId = new TreeMap<>();
    private final Map<String, Counts> counts = new TreeMap<>();
    private final Set<String> touched = new HashSet<>();
    private final Random random;
    private final Written written;
    private final Acts acts;
    private final boolean refusesLateSupplies;
    private int steps;
    private int nightsToMiss;

    Simulation(long seed, WhenOver controlled) {
        random = new Random(seed);
        refusesLateSupplies = controlled == WhenOver.REFUSE;
        stage = new Stage(Instant.parse("2026-01-05T09:00:00Z"), Stage.controlled(controlled));
        stage.database.planOnce();
        invariants = new Invariants(stage.database);
        written = new Written(random);
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
            super("step " + step + ": " + String.join("; ", violations) + "\n  " + subject.story());
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
        for (int day = 1; day <= NIGHTS; day++) {
            Instant morning = stage.now();
            while (subjects.size() < prescriptions && subjects.size() * 365L < (long) day * prescriptions) {
                create();
            }
            for (owed += perDay; owed >= 1; owed--) {
                stage.wait(Duration.ofSeconds(1));
                stage.serves(random.nextInt(5) == 0);
                act(subject());
            }
            stage.wait(Duration.ofSeconds(1));
            if (random.nextInt(50) == 0) {
                moveOrClose();
            }
            stage.wait(Duration.ofDays(1));
            nights();
            nothingElseHasChangedSince(morning);
            if (day % DAYS_BETWEEN_CHECKS_OF_ALL == 0 || day == NIGHTS) {
                check(invariants.violated(), subjects.getFirst());
            }
        }
        night();
        checkSkeletons();
    }

    /** Of what was deleted a skeleton is left for a year, and of nothing else. */
    private void checkSkeletons() {
        Set<String> skeletons = stage.skeletons();
        for (Subject subject : subjects) {
            boolean expected = subject.expected.isSkeleton(stage.today());
            if (skeletons.contains(subject.id().value()) != expected) {
                check(List.of(subject.id() + " should have " + (expected ? "a" : "no") + " skeleton"), subject);
            }
        }
    }

    private void create() {
        stage.wait(Duration.ofSeconds(1));
        LocalDate today = stage.today();
        Wanted wanted = written.any();
        NhsNumber patient = Written.patient(random.nextInt(PATIENTS));
        Ordered ordered = stage.order(wanted, patient);
        ExpectedPrescription expected =
                new ExpectedPrescription(Written.expected(wanted, today), refusesLateSupplies, today);
        boolean isCancelled = random.nextInt(15) == 0;
        if (isCancelled) {
            int item = random.nextInt(wanted.itemIssues().size());
            boolean whole = random.nextInt(3) == 0;
            stage.cancel(ordered.id(), ordered.items().get(item), whole, Stage.PRACTICE);
            expected.cancel(whole ? -1 : item, today);
        }
        stage.send(ordered, ordered.message());
        Subject subject = new Subject(patient, expected, ordered, stage.read(ordered.id()));
        subject.sent(stage.letters().last());
        subject.tell(today, "created " + wanted + (isCancelled ? ", cancelled before it came" : ""));
        subjects.add(subject);
        byId.put(ordered.id().value(), subject);
        compare(subject);
    }

    /** A patient nominates another pharmacy or none, or a pharmacy closes for a while. */
    private void moveOrClose() {
        Map<Subject, String> before = new HashMap<>();
        subjects.forEach(subject -> before.put(subject, subject.expected.line()));
        String what;
        if (random.nextInt(6) > 0) {
            NhsNumber patient = Written.patient(random.nextInt(PATIENTS));
            OdsCode to = random.nextInt(5) == 0 ? null : any(PHARMACIES);
            stage.nominate(patient, Stage.HIGH_STREET, to);
            subjects.stream()
                    .filter(subject -> subject.patient.equals(patient) && !subject.expected.isDeleted())
                    .forEach(subject -> subject.expected.move(to == null ? null : to.value()));
            what = "the patient nominates " + to;
        } else {
            OdsCode closed = any(PHARMACIES);
            stage.close(closed);
            subjects.stream()
                    .filter(subject -> !subject.expected.isDeleted())
                    .forEach(subject -> subject.expected.close(closed.value()));
            what = closed + " closes";
        }
        for (Subject subject : subjects) {
            if (!subject.expected.line().equals(before.get(subject))) {
                subject.tell(stage.today(), what);
                compare(subject);
            }
        }
    }

    private void nights() {
        boolean anythingIsDue = subjects.stream().anyMatch(subject -> subject.expected.isAnythingDue(stage.today()));
        if (!anythingIsDue && random.nextInt(4) > 0) {
            return;
        }
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
        stage.endOfNight();
        Set<String> changed = stage.changedSince(before);
        for (Subject subject : subjects) {
            if (subject.expected.isDeleted()) {
                continue;
            }
            String line = subject.expected.line();
            subject.expected.night(today);
            if (!line.equals(subject.expected.line())
                    || changed.contains(subject.id().value())) {
                subject.tell(today, "night");
                compare(subject);
            }
        }
        stage.wait(Duration.ofSeconds(1));
    }

    private void nothingElseHasChangedSince(Instant morning) {
        Set<String> changed = stage.changedSince(morning);
        changed.removeAll(touched);
        touched.clear();
        for (String id : changed) {
            Subject subject = Objects.requireNonNull(byId.get(id));
            check(List.of(id + " was changed by what was done to others"), subject);
        }
    }

    private void act(Subject subject) {
        Issue issue = issue(subject.record());
        OdsCode site = site(issue);
        int drawn = random.nextBoolean() ? sensible(issue) : random.nextInt(ACTIONS);
        if (drawn < 2) {
            releaseNominated(subject, site);
            return;
        }
        Tried tried = switch (drawn) {
            case 2, 3, 4 -> acts.release(subject, site);
            case 5, 6, 7, 8 -> acts.tell(subject, issue, site, false);
            case 9, 10, 11 -> acts.tell(subject, issue, site, true);
            case 12, 13 -> acts.withdraw(subject, issue, site);
            case 14 -> acts.takeBack(subject, issue, site);
            case 15 -> acts.cancel(subject);
            case 16 -> acts.claim(subject, issue, site, true);
            case 17, 18 -> acts.claim(subject, issue, site, false);
            case 19 -> acts.createAgain(subject);
            case 20, 21 -> amend(subject);
            default -> acts.again(subject);
        };
        took(subject, tried, site);
        if (tried.done() && tried.what().startsWith("claim") && random.nextBoolean()) {
            // It is amended while its month is open.
            stage.wait(Duration.ofSeconds(1));
            took(subject, acts.claim(subject, issue, site, true), site);
        }
    }

    /** What one would do with an issue as it stands: release, notify; then claim, amend or withdraw. */
    private int sensible(Issue issue) {
        return switch (issue.status().code()) {
            case "0000", "0001" -> random.nextInt(5);
            case "0002", "0003" -> 5 + random.nextInt(4);
            case "0006", "0007" -> any(List.of(9, 12, 17, 17));
            default -> random.nextInt(ACTIONS);
        };
    }

    private Tried amend(Subject subject) {
        Wanted wanted = written.any();
        return acts.amend(subject, Written.expected(wanted, stage.today()), wanted);
    }

    private void took(Subject subject, Tried tried, OdsCode site) {
        String kind = tried.what().split(" ", 2)[0];
        counts.put(kind, counts.getOrDefault(kind, new Counts(0, 0)).and(tried.done()));
        subject.tell(stage.today(), tried.what() + " by " + site + (tried.done() ? ": done" : ": refused"));
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
                boolean expected = released.expected.isListed(site.value(), today);
                released.expected.releasedTo(site.value(), release.leaseId(), today);
                released.sent(stage.letters().last());
                took(released, new Tried("download", expected, true), site);
                passed.add(each.id());
            }
        }
        boolean full = passed.size() == ReleasePrescriptions.MOST_PER_CALL;
        boolean left = subjects.stream().anyMatch(other -> other.expected.isListed(site.value(), today));
        if (!full && left) {
            check(List.of("a download left something behind"), subject);
        }
        compare(subject);
    }

    private void compare(Subject subject) {
        steps++;
        touched.add(subject.id().value());
        List<String> violations = new ArrayList<>(invariants.violatedBy(subject.id()));
        String is = "deleted";
        if (!subject.expected.isDeleted() || !stage.isDeleted(subject.id())) {
            subject.found(stage.read(subject.id()));
            is = Stage.linesOf(subject.record());
        }
        String should = subject.expected.line();
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

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Mostly one with which something can still be done. */
    private Subject subject() {
        Subject drawn = any(subjects);
        for (int again = 0; again < 4 && drawn.expected.isAtRest(); again++) {
            drawn = any(subjects);
        }
        return drawn;
    }

    /** Mostly the issue that is with a pharmacy, sometimes any. */
    private Issue issue(PrescriptionRecord prescription) {
        return prescription.issues().stream()
                .filter(issue -> issue.lease() != null && random.nextInt(4) > 0)
                .reduce((first, second) -> second)
                .orElseGet(() -> any(prescription.issues()));
    }

    /** Mostly the holder, sometimes another. */
    private OdsCode site(Issue issue) {
        OdsCode either = random.nextInt(4) == 0 ? Stage.STATION : Stage.HIGH_STREET;
        return random.nextInt(10) == 0 ? either : issue.holder().orElse(either);
    }
}
