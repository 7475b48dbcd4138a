package org.pestle.tracking;

import java.time.LocalDate;
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
        return "On " + NhsDates.inWords(event.recordedAt()) + " "
                + happened(event.event()).formatted(who);
    }

    // spotless:off
    /** What an event means, after its date; %s is who did it. */
    private static String happened(PrescriptionEvent event) {
        return switch (event) {
            case UPLOADED                       -> "%s sent the signed prescription.";
            case UPLOADED_FOR_REVIEW            -> "%s sent the signed prescription, and it was held for review.";
            case REVIEW_APPROVED                -> "a reviewer let it go on.";
            case REVIEW_REFUSED                 -> "a reviewer refused it, and it was cancelled.";
            case AMENDED                        -> "%s put a newly signed version in its place.";
            case AMENDED_AHEAD                  -> "%s put a newly signed version in its place, for a later day.";
            case REMOVED_BY_AMENDMENT           -> "it fell away, because the new version has fewer issues.";
            case READY_DATE_REACHED             -> "its day came, and it could be downloaded.";
            case RELEASED                       -> "%s released it by its id.";
            case RELEASED_TO_NOMINATED          -> "%s downloaded it, being nominated.";
            case RETURNED                       -> "%s gave it back; any pharmacy could release it again.";
            case RETURNED_FOR_SIGNATURE         -> "it was taken back from %s, because its signature does not hold.";
            case DISPENSED_IN_FULL              -> "%s told that everything was dispensed.";
            case DISPENSED_IN_PART              -> "%s told that a part was dispensed or is owed.";
            case NOTHING_DISPENSED              -> "%s told that nothing was dispensed.";
            case AMENDED_TO_FULL                -> "%s corrected what it had told: everything was dispensed.";
            case AMENDED_TO_PART                -> "%s corrected what it had told: a part was dispensed or is owed.";
            case AMENDED_TO_NOTHING             -> "%s corrected what it had told: nothing was dispensed.";
            case WITHDRAWN_TO_RELEASED          -> "%s took back all that it had told: nothing is dispensed yet.";
            case WITHDRAWN_TO_PART              -> "%s took back what it had told last: it is dispensed in part, as before.";
            case WITHDRAWN_TO_FULL              -> "%s took back what it had told last: everything is dispensed, as before.";
            case WITHDRAWN_TO_NOTHING           -> "%s took back what it had told last: nothing is dispensed, as before.";
            case CLAIMED                        -> "%s claimed for it.";
            case CLAIM_AMENDED                  -> "%s amended its claim.";
            case CANCELLED_BY_PRESCRIBER        -> "%s cancelled it.";
            case ITEM_CANCELLED                 -> "%s cancelled an item of it.";
            case MARKED_FOR_CANCELLATION        -> "%s asked to cancel it while a pharmacy had it; that waits for the pharmacy.";
            case SUBSEQUENTLY_CANCELLED         -> "the cancellation that had waited was done.";
            case ITEM_SUBSEQUENTLY_CANCELLED    -> "the cancellation of an item that had waited was done.";
            case NOMINATION_CHANGED             -> "the patient's nomination had changed, and it went with that.";
            case SITE_CLOSED                    -> "the nominated pharmacy had closed; nobody is nominated since.";
            case EXPIRY_REACHED                 -> "its time ran out.";
            case ITEM_EXPIRED                   -> "the time of supply of a controlled item ran out, and the item expired.";
            case NOTHING_LEFT_TO_DISPENSE       -> "the time of supply of its last item ran out before anything was supplied.";
            case CLAIM_WINDOW_CLOSED            -> "it was closed, because nobody had claimed in time.";
            case PREVIOUS_ISSUE_COMPLETED_EARLY -> "the issue before it was completed, and it began to wait for its day.";
            case PREVIOUS_ISSUE_COMPLETED_LATE  -> "the issue before it was completed, and it could be downloaded at once.";
            case PREVIOUS_ISSUE_REOPENED        -> "the issue before it was opened again, and it waits for that one again.";
        };
    }
    // spotless:on

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
