package org.pestle.nomination;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * A site to which nothing can be sent any more, with what an operator should know of.
 *
 * @param name as the directory had it last, or null
 * @param firstSeenOn the night in which it was found
 * @param lastSeenOn the last night in which it was found again
 * @param freed what was on its way to it and nobody has released since: reachable by id
 * @param inHand what it has and has not dealt with
 */
public record ClosedSite(
        OdsCode site,
        @Nullable String name,
        Finding finding,
        LocalDate firstSeenOn,
        LocalDate lastSeenOn,
        List<Waiting> freed,
        List<Waiting> inHand) {
    /** Copies the lists. */
    public ClosedSite {
        freed = List.copyOf(freed);
        inHand = List.copyOf(inHand);
    }

    /** The same with what an operator should know of. */
    ClosedSite with(List<Waiting> itsFreed, List<Waiting> itsInHand) {
        return new ClosedSite(site, name, finding, firstSeenOn, lastSeenOn, itsFreed, itsInHand);
    }

    /** What the directory says. */
    public enum Finding {
        CLOSED("The directory says that it has closed"),
        NOT_ENABLED("The directory says that it takes no electronic prescriptions any more"),
        NOT_LISTED("The directory does not know it; nothing was changed");

        private final String words;

        Finding(String words) {
            this.words = words;
        }

        /** That in a sentence without its full stop. */
        public String words() {
            return words;
        }
    }

    /** An issue of a prescription, and the last day on which it may be dispensed. */
    public record Waiting(
            PrescriptionId prescription, int issueNumber, PrescriptionStatus status, LocalDate expiresOn) {
        private static final String FREED = "Nobody is nominated. Any dispenser can release it by its id; ask the"
                + " practice to tell the patient to nominate another pharmacy or to take the token there.";
        private static final String WITH_DISPENSER = "The pharmacy has it and has dispensed nothing. Ask the contractor"
                + " to return it; else the prescriber cancels it and prescribes anew.";
        private static final String ACTIVE = "The pharmacy has dispensed a part. Ask the contractor to notify what was"
                + " supplied; the prescriber prescribes the rest anew.";

        /** What an operator can do about it. */
        public String whatToDo() {
            if (status == PrescriptionStatus.WITH_DISPENSER) {
                return WITH_DISPENSER;
            }
            return status == PrescriptionStatus.WITH_DISPENSER_ACTIVE ? ACTIVE : FREED;
        }
    }
}
