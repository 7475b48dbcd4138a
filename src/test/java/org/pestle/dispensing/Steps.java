package org.pestle.dispensing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.DispenseClaim;
import org.pestle.prescription.CreatedPrescriptions.Ordered;
import org.pestle.prescription.CreatedPrescriptions.Wanted;
import org.pestle.prescription.Issue;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Outcome;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;

/**
 * What people and nights do to one prescription, in words:
 *
 * <pre>
 * create · create ahead 2 · create repeat 3 · create repeat 3 items 3,1 · create items 1,1
 * release · release by id
 * notify 0003 0001,0004 · amend 0006 0001 · amend first 0006 0001 · withdraw · withdraw first
 * order repeat 3 (not sent) · create (what was ordered)
 * return · cancel · cancel item 1 · claim · amend claim · amend first claim
 * night · wait 10 (days) · wait until 2027-05-25
 * </pre>
 *
 * A step may end in {@code of 1}, which names the issue, or in {@code as FLM49}, which names the pharmacy.
 */
final class Steps {
    private static final BigDecimal PART = new BigDecimal("5");

    private final Stage stage;
    private final List<UUID> notifications = new ArrayList<>();
    private final List<UUID> claims = new ArrayList<>();
    private @Nullable Ordered ordered;
    private @Nullable PrescriptionRecord prescription;

    Steps(Stage stage) {
        this.stage = stage;
    }

    /** The prescription as it stands. */
    PrescriptionRecord prescription() {
        if (prescription == null) {
            throw new IllegalStateException("nothing was created");
        }
        return stage.read(prescription.id());
    }

    /** Takes steps that must all be done. */
    void takeAll(String steps) {
        Arrays.stream(steps.split(";"))
                .map(String::strip)
                .filter(step -> !step.isEmpty())
                .forEach(step -> {
                    String outcome = take(step);
                    boolean waits = Set.of("R-0002", "R-0003", "R-0008").contains(outcome);
                    if (!outcome.equals("done") && !waits) {
                        throw new IllegalStateException("the step '%s' was refused: %s".formatted(step, outcome));
                    }
                });
    }

    /** Takes one step; answers {@code done} or the code of its refusal. */
    String take(String step) {
        List<String> words = new ArrayList<>(List.of(step.split(" ")));
        OdsCode site = words.contains("as") ? new OdsCode(after(words, "as")) : Stage.HIGH_STREET;
        Integer named = words.contains("of") ? Integer.valueOf(after(words, "of")) : null;
        String rest = String.join(" ", words.subList(1, words.size()));
        return switch (words.getFirst()) {
            case "order" -> order(words);
            case "create" -> create(words);
            case "release" ->
                Stage.code(
                        rest.equals("by id")
                                ? stage.releaseById(prescription().id(), site)
                                : stage.releaseNominated(site));
            case "notify" -> told(words.get(1), words.get(2), null, named, site);
            case "amend" -> rest.endsWith("claim") ? claim(named, site, claim(rest)) : amend(words, named, site);
            case "withdraw" -> Stage.code(stage.withdraw(prescription().id(), named, notification(rest), site));
            case "return" -> takeBack(site);
            case "cancel" -> cancel(words);
            case "claim" -> claim(named, site, null);
            case "night" -> {
                stage.night();
                yield "done";
            }
            case "wait" -> {
                if (words.get(1).equals("until")) {
                    stage.waitUntil(Instant.parse(words.get(2) + "T10:00:00Z"));
                } else {
                    stage.wait(Duration.ofDays(Integer.parseInt(words.get(1))));
                }
                yield "done";
            }
            default -> throw new IllegalArgumentException("nobody knows how to " + step);
        };
    }

    private static String after(List<String> words, String word) {
        int at = words.indexOf(word);
        words.remove(at);
        return words.remove(at);
    }

    private String order(List<String> words) {
        int ahead = words.contains("ahead") ? Integer.parseInt(after(words, "ahead")) : 0;
        int issues = words.contains("repeat") ? Integer.parseInt(after(words, "repeat")) : 1;
        List<Integer> items = words.contains("items")
                ? Arrays.stream(after(words, "items").split(","))
                        .map(Integer::valueOf)
                        .toList()
                : List.of();
        ordered = stage.order(new Wanted(issues, ahead, items, !words.contains("unnominated")));
        return "done";
    }

    private String create(List<String> words) {
        if (ordered == null) {
            order(words);
        }
        prescription = stage.create(Objects.requireNonNull(ordered));
        return "done";
    }

    private UUID notification(String which) {
        return which.startsWith("first") ? notifications.getFirst() : notifications.getLast();
    }

    private String amend(List<String> words, @Nullable Integer named, OdsCode site) {
        boolean first = words.get(1).equals("first");
        int at = first ? 2 : 1;
        return told(words.get(at), words.get(at + 1), notification(words.get(1)), named, site);
    }

    private String told(String status, String items, @Nullable UUID replaces, @Nullable Integer named, OdsCode site) {
        PrescriptionRecord now = prescription();
        Issue issue = named == null ? current(now) : now.issue(named).orElseThrow();
        List<LineItemStatus> told =
                Arrays.stream(items.split(",")).map(LineItemStatus::of).toList();
        Map<LineItemId, BigDecimal> before = stage.supplied(now.id(), issue.number());
        List<BigDecimal> amounts = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            BigDecimal supplied = before.getOrDefault(now.items().get(i).id(), BigDecimal.ZERO);
            amounts.add(
                    switch (told.get(i)) {
                        case FULLY_DISPENSED ->
                            replaces == null ? Stage.ORDERED.subtract(supplied) : new BigDecimal("7.5");
                        case PARTLY_DISPENSED -> PART;
                        default -> BigDecimal.ZERO;
                    });
        }
        DispenseNotification notification =
                stage.notification(now, issue.number(), replaces, PrescriptionStatus.of(status), told, amounts);
        Outcome<PrescriptionStatus> outcome = stage.notify(notification, site);
        if (outcome instanceof Outcome.Done) {
            notifications.add(notification.id());
        }
        return Stage.code(outcome);
    }

    private String takeBack(OdsCode site) {
        PrescriptionRecord now = prescription();
        Issue issue = current(now);
        UUID lease = issue.lease() == null ? UUID.randomUUID() : issue.lease().id();
        return Stage.code(stage.takeBack(now, issue.number(), lease, ReturnReason.PATIENT_REQUESTED_RELEASE, site));
    }

    /** The issue that a pharmacy speaks of: the last that was released. */
    private static Issue current(PrescriptionRecord prescription) {
        return prescription.issues().stream()
                .filter(issue -> issue.lease() != null)
                .reduce((first, second) -> second)
                .orElse(prescription.issues().getFirst());
    }

    /** A cancellation that is answered R-0001, or that waits as the step before it says, is done. */
    private String cancel(List<String> words) {
        Ordered target = Objects.requireNonNull(ordered);
        boolean whole = !words.contains("item");
        int item = whole ? 0 : Integer.parseInt(after(words, "item")) - 1;
        String response = stage.cancel(target.id(), target.items().get(item), whole, Stage.PRACTICE);
        return response.equals("R-0001") ? "done" : response;
    }

    private UUID claim(String which) {
        return which.startsWith("first") ? claims.getFirst() : claims.getLast();
    }

    /** What is claimed: dispensed if anything was, else not dispensed. */
    private String claim(@Nullable Integer named, OdsCode site, @Nullable UUID replaces) {
        PrescriptionRecord now = prescription();
        Issue issue = named == null ? current(now) : now.issue(named).orElseThrow();
        boolean anything = issue.items().stream().anyMatch(item -> item.status() == LineItemStatus.FULLY_DISPENSED);
        PrescriptionStatus status = anything ? PrescriptionStatus.DISPENSED : PrescriptionStatus.NOT_DISPENSED;
        DispenseClaim claim = stage.claimFor(now, issue.number(), status, replaces, site);
        Outcome<UUID> outcome = stage.claim(claim, site);
        if (outcome instanceof Outcome.Done) {
            claims.add(claim.id());
        }
        return Stage.code(outcome);
    }
}
