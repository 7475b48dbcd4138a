package org.pestle.claim;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.DispenseClaim.ClaimLine;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.NhsDates;

/**
 * The claim in force that another one names as replaced. While it waits for the night, the other amends it (eps.md
 * 10.5); once the night has priced it, the other can only answer for items that came back, in time (reimbursement.md
 * 1.5). What has its price already stays as it was claimed.
 *
 * @param claim as it was kept
 * @param returned what the night returned of it
 */
record FormerClaim(ClaimToPrice claim, List<ReturnedItem> returned) {
    FormerClaim {
        returned = List.copyOf(returned);
    }

    /** Whether the night has not taken it up yet. */
    boolean isWaiting() {
        return ClaimStatus.valueOf(claim.status()) == ClaimStatus.RECEIVED;
    }

    /**
     * Why it cannot be replaced on this day by this claim, or null if it can.
     *
     * @param suppliedIn month of the supply
     */
    @Nullable
    Finding standingInTheWayOf(DispenseClaim other, YearMonth suppliedIn, LocalDate today, ClaimCalendar calendar) {
        if (isWaiting()) {
            YearMonth month = claim.answers() ? claim.paymentMonth() : suppliedIn;
            return calendar.isOpen(month, today)
                    ? changeOfWhatIsPriced(other, today)
                    : late("Claims for supplies of that month are closed");
        }
        if (returned.isEmpty()) {
            return late("The night has taken up the claim that is to be replaced");
        }
        if (returned.stream().noneMatch(item -> item.isOpen(today))) {
            LocalDate last = returned.stream()
                    .map(ReturnedItem::answerBy)
                    .max(LocalDate::compareTo)
                    .orElseThrow();
            return late("The time to answer for what came back ended on " + NhsDates.inWords(last));
        }
        Finding changed = changeOfWhatIsPriced(other, today);
        return changed == null && answered(other, today).isEmpty()
                ? late("The claim answers for nothing that came back")
                : changed;
    }

    private static Finding late(String why) {
        return Finding.at(ClaimRules.REPLACED_CLAIM, Problem.CLAIM_AMEND_PERIOD_ISSUE, why);
    }

    /** What has its price stays as it was claimed; so does the exemption, if anything has. */
    private @Nullable Finding changeOfWhatIsPriced(DispenseClaim other, LocalDate today) {
        Map<UUID, UUID> settled = settled(other, today);
        if (!settled.isEmpty() && !claim.exemption().equals(other.exemption())) {
            return Finding.at(
                    "Claim.item.programCode:chargeExemption",
                    Problem.CLAIM_AMEND_PERIOD_ISSUE,
                    "Items of the claim are priced with exemption %s, which can no longer be changed"
                            .formatted(claim.exemption()));
        }
        for (int i = 0; i < other.lines().size(); i++) {
            ClaimLine line = other.lines().get(i);
            if (settled.containsKey(line.item().value()) && !isAsBefore(line)) {
                return Finding.at(
                        "Claim.item.detail[%d]".formatted(i),
                        Problem.CLAIM_AMEND_PERIOD_ISSUE,
                        "Item %s is priced and can no longer be changed".formatted(line.item()));
            }
        }
        return null;
    }

    /** The items that the other claim answers for: what was referred back, and what was disallowed and is changed. */
    Set<UUID> answered(DispenseClaim other, LocalDate today) {
        Map<UUID, ReturnedItem> open = returned.stream()
                .filter(item -> item.isOpen(today))
                .collect(Collectors.toMap(ReturnedItem::lineItemId, item -> item));
        Set<UUID> answered = new HashSet<>();
        for (ClaimLine line : other.lines()) {
            ReturnedItem item = open.get(line.item().value());
            if (item != null && (item.kind() == ReturnedItem.Kind.REFERRED_BACK || !isAsBefore(line))) {
                answered.add(item.lineItemId());
            }
        }
        return answered;
    }

    /** Each item of the other claim that has its price already, with the claim in which it has it. */
    Map<UUID, UUID> settled(DispenseClaim other, LocalDate today) {
        Set<UUID> answered = answered(other, today);
        Map<UUID, UUID> settled = new HashMap<>();
        for (ClaimToPrice.Item item : claim.items()) {
            UUID before = item.settledIn();
            if (before != null) {
                settled.put(item.lineItemId(), before);
            } else if (!isWaiting() && !answered.contains(item.lineItemId())) {
                settled.put(item.lineItemId(), claim.claimId());
            }
        }
        return settled;
    }

    private boolean isAsBefore(ClaimLine line) {
        Optional<ClaimToPrice.Item> found = claim.items().stream()
                .filter(item -> item.lineItemId().equals(line.item().value()))
                .findFirst();
        return found.filter(item -> item.status() == line.status()
                        && item.charge().equals(line.charge().code())
                        && isSupplyOf(item.supplied(), line)
                        && endorsements(item).equals(line.endorsements()))
                .isPresent();
    }

    private static boolean isSupplyOf(ClaimToPrice.@Nullable Product supplied, ClaimLine line) {
        return supplied == null
                ? line.supplies().isEmpty()
                : line.main()
                                .filter(main -> main.product().equals(supplied.code()))
                                .isPresent()
                        && line.claimed().compareTo(supplied.quantity()) == 0;
    }

    private static List<DispenseClaim.Endorsement> endorsements(ClaimToPrice.Item item) {
        return item.endorsements().stream()
                .map(endorsement -> new DispenseClaim.Endorsement(endorsement.code(), endorsement.value()))
                .toList();
    }
}
