package org.pestle.tracking;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.pestle.access.Caller;
import org.pestle.prescription.HistoryEvent;
import org.pestle.prescription.Issue;
import org.pestle.prescription.NextActivity;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionLifecycle;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;

/** The table of sentences in which a prescription is explained: one for each status, event and activity. */
final class Sentences {
    // spotless:off
    private static final Map<PrescriptionEvent, String> HAPPENED = new EnumMap<>(Map.ofEntries(
            //        event                                             sentence, after the date; %s did it
            Map.entry(PrescriptionEvent.UPLOADED,                       "%s sent the signed prescription."),
            Map.entry(PrescriptionEvent.READY_DATE_REACHED,             "its day came, and it could be downloaded."),
            Map.entry(PrescriptionEvent.RELEASED,                       "%s released it by its id."),
            Map.entry(PrescriptionEvent.RELEASED_TO_NOMINATED,          "%s downloaded it, being nominated."),
            Map.entry(PrescriptionEvent.DISPENSED_IN_FULL,              "%s told that everything was dispensed."),
            Map.entry(PrescriptionEvent.DISPENSED_IN_PART,              "%s told that a part was dispensed or is owed."),
            Map.entry(PrescriptionEvent.NOTHING_DISPENSED,              "%s told that nothing was dispensed."),
            Map.entry(PrescriptionEvent.CLAIMED,                        "%s claimed for it."),
            Map.entry(PrescriptionEvent.CLAIM_AMENDED,                  "%s amended its claim."),
            Map.entry(PrescriptionEvent.RETURNED,                       "%s gave it back; nobody is nominated since."),
            Map.entry(PrescriptionEvent.RETURNED_FOR_SIGNATURE,         "it was taken back from %s, because its signature does not hold."),
            Map.entry(PrescriptionEvent.CANCELLED_BY_PRESCRIBER,        "%s cancelled it."),
            Map.entry(PrescriptionEvent.ITEM_CANCELLED,                 "%s cancelled an item of it."),
            Map.entry(PrescriptionEvent.MARKED_FOR_CANCELLATION,        "%s asked to cancel it while a pharmacy had it; that waits for the pharmacy."),
            Map.entry(PrescriptionEvent.SUBSEQUENTLY_CANCELLED,         "the cancellation that had waited was done."),
            Map.entry(PrescriptionEvent.ITEM_SUBSEQUENTLY_CANCELLED,    "the cancellation of an item that had waited was done."),
            Map.entry(PrescriptionEvent.UPLOADED_FOR_REVIEW,            "%s sent the signed prescription, and it was held for review."),
            Map.entry(PrescriptionEvent.REVIEW_APPROVED,                "a reviewer let it go on."),
            Map.entry(PrescriptionEvent.REVIEW_REFUSED,                 "a reviewer refused it, and it was cancelled."),
            Map.entry(PrescriptionEvent.AMENDED,                        "%s put a newly signed version in its place."),
            Map.entry(PrescriptionEvent.AMENDED_AHEAD,                  "%s put a newly signed version in its place, for a later day."),
            Map.entry(PrescriptionEvent.REMOVED_BY_AMENDMENT,           "it fell away, because the new version has fewer issues."),
            Map.entry(PrescriptionEvent.EXPIRY_REACHED,                 "its time ran out."),
            Map.entry(PrescriptionEvent.CLAIM_WINDOW_CLOSED,            "it was closed, because nobody had claimed in time."),
            Map.entry(PrescriptionEvent.PREVIOUS_ISSUE_COMPLETED_EARLY, "the issue before it was completed, and it began to wait for its day."),
            Map.entry(PrescriptionEvent.PREVIOUS_ISSUE_COMPLETED_LATE,  "the issue before it was completed, and it could be downloaded at once.")));
    // spotless:on

    private Sentences() {}

    /** Where an issue stands. */
    static String state(Issue issue) {
        String holder = issue.holder().map(OdsCode::value).orElse("a pharmacy");
        Optional<OdsCode> site = Optional.ofNullable(issue.nomination().siteOrNull());
        return switch (issue.status()) {
            case AWAITING_RELEASE_READY ->
                "It waits for its day. Whoever has the id can release it before; %s"
                        .formatted(site.map(code -> "then " + code + " can download it.")
                                .orElse("nobody is nominated."));
            case TO_BE_DISPENSED ->
                site.map(code -> "It can be dispensed. " + code
                                + " is nominated and can download it; with the id, any pharmacy can release it.")
                        .orElse("It can be dispensed. Nobody is nominated: a pharmacy releases it by its id.");
            case WITH_DISPENSER -> "It is with " + holder + ", and nothing of it has been dispensed yet.";
            case WITH_DISPENSER_ACTIVE -> "It is with " + holder + ": a part was dispensed, the rest is still to come.";
            case EXPIRED -> "It has expired. Nothing of it can be dispensed any more.";
            case CANCELLED -> "It was cancelled. Nothing of it can be dispensed.";
            case DISPENSED -> "It was dispensed by " + holder + ", who has not claimed for it yet.";
            case NOT_DISPENSED -> "It is closed, and nothing of it was dispensed.";
            case CLAIMED -> "It was dispensed by " + holder + ", who has claimed for it.";
            case NO_CLAIMED -> "It was dispensed by " + holder + ", and nobody claimed for it in time.";
            case REPEAT_DISPENSE_FUTURE_INSTANCE ->
                "It is a later issue, and waits until the one before it is completed.";
            case PRESCRIPTION_FUTURE_INSTANCE -> "It was written for a later day, and cannot be released yet.";
            case CANCELLED_FUTURE_INSTANCE -> "It was cancelled before it arrived.";
        };
    }

    /** Something that happened, with its date. */
    static String happened(HistoryEvent event) {
        boolean byItself =
                event.organisation().equals(Caller.SERVICE.organisation().value());
        String who = byItself ? "the service" : event.organisation();
        String sentence = HAPPENED.getOrDefault(event.event(), words(event));
        return "On " + NhsDates.inWords(event.recordedAt()) + " " + sentence.formatted(who);
    }

    /** For an event that the table does not have: the history's own words, and what they led to. */
    private static String words(HistoryEvent event) {
        return "%s: " + event.event().words() + "; it is " + event.to().display() + " since.";
    }

    /** What happens by itself next. */
    static String next(PrescriptionStatus status, NextActivity next) {
        String day = NhsDates.inWords(next.on());
        return switch (next.action()) {
            case EXPIRE ->
                "After %s it expires, with all later issues, and becomes %s."
                        .formatted(day, becomes(status, PrescriptionEvent.EXPIRY_REACHED));
            case READY ->
                "On %s it can be downloaded, and becomes %s."
                        .formatted(day, becomes(status, PrescriptionEvent.READY_DATE_REACHED));
            case CREATE_NO_CLAIM ->
                "After %s it is closed without a claim, and becomes %s."
                        .formatted(day, becomes(status, PrescriptionEvent.CLAIM_WINDOW_CLOSED));
            case DELETE -> "After %s it is deleted; an outline stays for a year.".formatted(day);
            case PURGE -> "After %s its outline goes too; its id is never taken again.".formatted(day);
        };
    }

    private static String becomes(PrescriptionStatus status, PrescriptionEvent event) {
        return PrescriptionLifecycle.next(status, event)
                .map(to -> to.display() + " (" + to.code() + ")")
                .orElse("what it is");
    }

    /** What would come of a call. */
    static String answer(AskedCall call, OdsCode organisation, boolean wouldBeDone, LocalDate today) {
        return wouldBeDone
                ? "If %s asked to %s on %s, it would be done."
                        .formatted(organisation, call.deed(), NhsDates.inWords(today))
                : "If %s asked to %s on %s, it would be refused."
                        .formatted(organisation, call.deed(), NhsDates.inWords(today));
    }

    /** Who may do what: {@code A pharmacist of FA565 may give it back.} */
    static String may(AskedCall call, String role, String of) {
        return "A %s%s may %s.".formatted(role.replace('-', ' '), of, call.deed());
    }
}
