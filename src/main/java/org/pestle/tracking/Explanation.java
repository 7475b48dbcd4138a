package org.pestle.tracking;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Operation;
import org.pestle.access.Role;
import org.pestle.prescription.NextActivity;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Finding;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * Where a prescription stands, in sentences: of each issue its state, what led to it, what comes next and who may do
 * what; no person is named and no medicine.
 *
 * @param answer to the question what would come of a call, or null where none was asked
 */
public record Explanation(
        PrescriptionId id,
        List<IssueStory> issues,
        @Nullable Answer answer) {
    /** Copies the list. */
    public Explanation {
        issues = List.copyOf(issues);
    }

    /**
     * One issue.
     *
     * @param number from 1
     */
    public record IssueStory(
            int number, PrescriptionStatus status, String state, List<Happened> history, Next next, List<May> may) {
        /** Copies the lists. */
        public IssueStory {
            history = List.copyOf(history);
            may = List.copyOf(may);
        }
    }

    /** Something that happened. */
    public record Happened(Instant at, String sentence) {}

    /** What happens by itself if nobody does anything. */
    public record Next(NextActivity.Action action, LocalDate on, String sentence) {}

    /**
     * Who may do what now.
     *
     * @param organisation for which alone, or null for any
     */
    public record May(
            Operation operation, Role role, @Nullable OdsCode organisation, String sentence) {}

    /**
     * What would come of a call.
     *
     * @param reasons why it would be refused; none if it would be done
     */
    public record Answer(
            AskedCall call, OdsCode organisation, int issueNumber, List<Finding> reasons, String sentence) {
        /** Copies the list. */
        public Answer {
            reasons = List.copyOf(reasons);
        }
    }
}
