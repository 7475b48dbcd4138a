package org.pestle.claim;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.pestle.claim.DispenseClaim.ClaimLine;
import org.pestle.claim.DispenseClaim.Endorsement;
import org.pestle.claim.DispenseClaim.Supply;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;
import org.pestle.values.Quantity;

/** Whether a claim says of each item what was supplied, and endorses what may be (reimbursement.md 1.3, 2.5, 5). */
final class ClaimedItems {
    private static final Set<String> OF_UNLICENSED = Set.of("SP", "ED");

    private final DispenseClaim claim;
    private final Act act;
    private final ClaimPolicy policy;

    /** Of one claim, sent by this call. */
    ClaimedItems(DispenseClaim claim, Act act, ClaimPolicy policy) {
        this.claim = claim;
        this.act = act;
        this.policy = policy;
    }

    /**
     * Everything that stands in the way.
     *
     * @param supplied how much of each item was supplied by the notifications, once for each unit
     * @param settled items that have their price, and so stay as they were claimed
     */
    List<Finding> findings(
            PrescriptionRecord prescription, Issue issue, Map<LineItemId, List<Quantity>> supplied, Set<UUID> settled) {
        LocalDate completedOn = Objects.requireNonNull(issue.completedOn(), "a completed issue has its day");
        List<Finding> findings = new ArrayList<>();
        exemption(completedOn).ifPresent(findings::add);
        for (int i = 0; i < claim.lines().size(); i++) {
            ClaimLine line = claim.lines().get(i);
            String place = "Claim.item.detail[%d]".formatted(i);
            LineItemStatus status = issue.statusOf(line.item()).orElseThrow();
            if (line.status() != status) {
                findings.add(Finding.at(
                        place + ".modifier",
                        Problem.MEDICATIONREQUEST_INVALID_STATE_TRANSITION,
                        "Item %s is %s and the claim says %s"
                                .formatted(
                                        line.item(),
                                        status.code(),
                                        line.status().code())));
            }
            if (settled.contains(line.item().value())) {
                continue;
            }
            DmdCode ordered = prescription.item(line.item()).orElseThrow().product();
            boolean isSupplied = status == LineItemStatus.FULLY_DISPENSED;
            List<Quantity> most = isSupplied ? supplied.getOrDefault(line.item(), List.of()) : List.of();
            tooMuch(line, most, ordered, policy.calendar().paymentMonth(completedOn, act.at()))
                    .map(text -> Finding.at(place + ".subDetail.quantity", Problem.INVALID_VALUE, text))
                    .ifPresent(findings::add);
            if (isEndorsedAsUnlicensed(line) && isLicensed(line, ordered, YearMonth.from(completedOn))) {
                findings.add(Finding.at(
                        place + ".programCode:endorsement",
                        Problem.INVALID_VALUE,
                        "SP and ED are for unlicensed items, and item %s is licensed".formatted(line.item())));
            }
        }
        return findings;
    }

    /** A code that has ended is still claimed for earlier supplies. */
    private Optional<Finding> exemption(LocalDate completedOn) {
        return policy.lastSupply(claim.exemption())
                .filter(completedOn::isAfter)
                .map(last -> Finding.at(
                        "Claim.item.programCode:chargeExemption",
                        Problem.INVALID_VALUE,
                        "Exemption %s holds for supplies until %s"
                                .formatted(claim.exemption(), NhsDates.inWords(last))));
    }

    /** Why so much may not be claimed of an item, in words; units that nothing relates are not compared. */
    private Optional<String> tooMuch(ClaimLine line, List<Quantity> supplied, DmdCode ordered, YearMonth month) {
        if (line.supplies().isEmpty()) {
            return Optional.empty();
        }
        if (line.units().size() > 1) {
            return Optional.of("What is claimed of item %s is counted in several units".formatted(line.item()));
        }
        Quantity claimed = line.supplies().getFirst().quantity();
        BigDecimal most = BigDecimal.ZERO;
        for (Quantity quantity : supplied) {
            Optional<BigDecimal> compared = policy.inUnitOfClaim(quantity, ordered, claimed.unitCode(), month);
            if (compared.isEmpty()) {
                return Optional.of("Item %s is claimed in %s and was dispensed in %s, and nothing relates the two"
                        .formatted(line.item(), inWords(claimed), inWords(quantity)));
            }
            most = most.add(compared.get());
        }
        return line.claimed().compareTo(most) > 0
                ? Optional.of("More of item %s is claimed than was dispensed".formatted(line.item()))
                : Optional.empty();
    }

    /** The unit as its sender calls it, with its code. */
    private static String inWords(Quantity quantity) {
        return quantity.unit() + " (" + quantity.unitCode() + ")";
    }

    private static boolean isEndorsedAsUnlicensed(ClaimLine line) {
        return line.endorsements().stream().map(Endorsement::code).anyMatch(OF_UNLICENSED::contains);
    }

    /** Whether all that was supplied is known to be licensed; if nothing was, what was ordered. */
    private boolean isLicensed(ClaimLine line, DmdCode ordered, YearMonth month) {
        return line.supplies().isEmpty()
                ? policy.isLicensed(ordered, month)
                : line.supplies().stream().map(Supply::product).allMatch(product -> policy.isLicensed(product, month));
    }
}
