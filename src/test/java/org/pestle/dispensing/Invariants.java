package org.pestle.dispensing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.HistoryCheck;
import org.pestle.prescription.HistoryEvent;
import org.pestle.prescription.Issue;
import org.pestle.prescription.LineItem;
import org.pestle.prescription.NextActivity.Action;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must hold of every prescription after every step (reliability-security.md I05 to I11 and I25), proven from its
 * history and rows. The steps that may be are written out here once more, from the specification and not from the
 * program's table.
 */
final class Invariants {
    /** eps.md 4.3, and who may take the step: a dispenser D, a prescriber P, the service S. */
    private static final Set<String> STEPS = Set.of(
            "-0001P",
            "-9001P",
            "-9000P",
            "00010002D",
            "00000002D",
            "00020006D",
            "00030006D",
            "00020003D",
            "00030003D",
            "00020007D",
            "00030007D",
            "00060003D",
            "00060006D",
            "00060007D",
            "00070003D",
            "00070006D",
            "00070007D",
            "00060008D",
            "00070008D",
            "00080008D",
            "00020001D",
            "00010005D",
            "00020005D",
            "00030003P",
            "00020002P",
            "00000005P",
            "00010005P",
            "90000005P",
            "90010005P",
            "00000000P",
            "00010001P",
            "90009000P",
            "90019001P",
            "00000004S",
            "00010004S",
            "00020004S",
            "90000004S",
            "90010004S",
            "00030006S",
            "00030009S",
            "00060009S",
            "00000001S",
            "90010001S",
            "90000000D",
            "90000001D",
            "90000000S",
            "90000001S",
            "00009000D",
            "00019000D",
            "00030002D",
            "00060002D",
            "00070002D",
            "00070005D",
            "00010001D",
            "90000005D",
            "90009000D",
            "00000005D",
            "00000000D");

    private static final Set<String> ENDED = Set.of("0004", "0005", "0006", "0007", "0008", "0009");

    private final Stage stage;
    private final JdbcClient jdbc;

    Invariants(Stage stage) {
        this.stage = stage;
        this.jdbc = stage.database.jdbc();
    }

    /** One sentence for everything that does not hold of a prescription; none if all does. */
    List<String> violatedBy(PrescriptionRecord prescription, boolean nominated) {
        List<String> violations = new ArrayList<>();
        Map<Integer, List<HistoryEvent>> history = stage.prescriptions().history(prescription.id()).stream()
                .collect(Collectors.groupingBy(HistoryEvent::issueNumber));
        for (Issue issue : prescription.issues()) {
            List<HistoryEvent> events = history.getOrDefault(issue.number(), List.of());
            HistoryCheck.faults(events, issue).forEach(fault -> violations.add("I11 " + fault));
            new Replay(issue, nominated, violations).of(events);
            checkAmounts(prescription, issue, violations);
            checkReachable(prescription, issue, violations);
        }
        return violations.stream()
                .map(violation -> prescription.id() + " " + violation + ": " + Stage.line(prescription))
                .toList();
    }

    /** I05: nothing that names a prescription is there twice. */
    List<String> duplicates() {
        return jdbc.sql("""
                        SELECT 'I05 ' || long_id
                          FROM prescription
                         GROUP BY long_id
                        HAVING count(*) > 1
                        """).query(String.class).list();
    }

    /** Replays the history of an issue: who holds it, and what each holder may do. */
    private static final class Replay {
        private final Issue issue;
        private final boolean nominated;
        private final List<String> violations;
        private @Nullable String holder;
        private boolean wasReturned;
        private boolean isComplete;
        private boolean isCancelled;

        Replay(Issue issue, boolean nominated, List<String> violations) {
            this.issue = issue;
            this.nominated = nominated;
            this.violations = violations;
        }

        void of(List<HistoryEvent> events) {
            for (HistoryEvent event : events) {
                String from = event.from() == null ? "-" : event.from().code();
                String step = from + event.to().code() + actor(event);
                check(STEPS.contains(step), "I11 the step " + step + " by " + event.event());
                switch (event.event()) {
                    case RELEASED, RELEASED_TO_NOMINATED -> released(event);
                    case RETURNED, RETURNED_FOR_SIGNATURE -> {
                        check(event.organisation().equals(holder), "I08 returned by another");
                        holder = null;
                        wasReturned = true;
                    }
                    case DISPENSED_IN_FULL, DISPENSED_IN_PART, NOTHING_DISPENSED -> {
                        told(event);
                        check(!isComplete, "I09 completed twice");
                    }
                    case AMENDED_TO_FULL, AMENDED_TO_PART, AMENDED_TO_NOTHING -> told(event);
                    case WITHDRAWN_TO_FULL, WITHDRAWN_TO_NOTHING, WITHDRAWN_TO_PART, WITHDRAWN_TO_RELEASED ->
                        told(event);
                    default -> {}
                }
                isComplete = Set.of("0006", "0007", "0008", "0009")
                        .contains(event.to().code());
                isCancelled |= event.to().code().equals("0005");
            }
            boolean isHeld = Set.of("0002", "0003").contains(issue.status().code());
            check(
                    !isHeld
                            || Objects.equals(
                                    holder, issue.holder().map(OdsCode::value).orElse(null)),
                    "I06 held by another than the history says");
        }

        private void released(HistoryEvent event) {
            check(holder == null, "I06 released while held");
            boolean toNominee =
                    nominated && !wasReturned && event.organisation().equals("FA565");
            check(!event.event().name().endsWith("NOMINATED") || toNominee, "I07 released to whom it is not nominated");
            holder = event.organisation();
        }

        private void told(HistoryEvent event) {
            check(event.organisation().equals(holder), "I08 told by another than the holder");
            check(!isCancelled, "I10 dispensed after it was cancelled");
        }

        private static String actor(HistoryEvent event) {
            return switch (event.organisation()) {
                case "FA565", "FLM49" -> "D";
                case "A83008" -> "P";
                default -> "S";
            };
        }

        private void check(boolean holds, String otherwise) {
            if (!holds) {
                violations.add("issue " + issue.number() + " " + otherwise);
            }
        }
    }

    private void checkAmounts(PrescriptionRecord prescription, Issue issue, List<String> violations) {
        Map<LineItemId, BigDecimal> supplied = new HashMap<>();
        jdbc.sql("""
                        SELECT i.line_item_id, sum(i.quantity) AS quantity
                          FROM dispense_item i
                         WHERE i.prescription_id = :id
                           AND i.issue_number = :number
                           AND i.supplied
                           AND NOT EXISTS (SELECT FROM dispense_notification n
                                            WHERE n.prescription_id = i.prescription_id
                                              AND n.notification_id = i.notification_id
                                              AND n.ended_by IS NOT NULL)
                         GROUP BY i.line_item_id
                        """)
                .param("id", prescription.id().value())
                .param("number", issue.number())
                .query(row -> {
                    supplied.put(
                            new LineItemId(row.getObject("line_item_id", UUID.class)), row.getBigDecimal("quantity"));
                });
        for (LineItem item : prescription.items()) {
            BigDecimal amount = supplied.getOrDefault(item.id(), BigDecimal.ZERO);
            if (amount.compareTo(item.quantity().amount()) > 0) {
                violations.add("issue " + issue.number() + " I09 " + amount + " supplied of "
                        + item.quantity().amount());
            }
        }
    }

    /** I25: whoever has it or can have it can go on; what waits has a day on which it does so by itself. */
    private void checkReachable(PrescriptionRecord prescription, Issue issue, List<String> violations) {
        String status = issue.status().code();
        if (ENDED.contains(status)) {
            return;
        }
        boolean listed =
                jdbc.sql("SELECT count(*) FROM worklist WHERE prescription_id = :id AND issue_number = :number")
                                .param("id", prescription.id().value())
                                .param("number", issue.number())
                                .query(Long.class)
                                .single()
                        > 0;
        boolean canGoOn = switch (status) {
            case "0001" -> listed == (issue.nomination().siteOrNull() != null) && endsByItself(issue);
            case "0002" -> issue.holder().isPresent() && !listed && endsByItself(issue);
            case "0003" ->
                issue.holder().isPresent()
                        && !listed
                        && (issue.next().action() == Action.CREATE_NO_CLAIM
                                || issue.next().action() == Action.EXPIRE);
            case "9000" -> !listed && endsByItself(issue);
            default -> !listed && !issue.next().on().isAfter(issue.expiresOn());
        };
        if (!canGoOn) {
            violations.add("issue " + issue.number() + " I25 nobody can go on, and next is " + issue.next());
        }
    }

    private static boolean endsByItself(Issue issue) {
        return issue.next().action() == Action.EXPIRE && issue.next().on().equals(issue.expiresOn());
    }
}
