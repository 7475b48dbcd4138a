package org.pestle.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.ClaimTable.Receipt;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.StoredMessage;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Keeps a claim that is accepted, and ends the one whose place it takes. In the caller's transaction; a refusal means
 * that it has to be undone, and with it the number that the claim took.
 */
@Component
class KeepClaim {
    private final ClaimTable table;
    private final ClaimReadingTable claims;
    private final ReturnedItemTable items;
    private final ClaimCalendar calendar;

    KeepClaim(ClaimTable table, ClaimReadingTable claims, ReturnedItemTable items, ClaimCalendar calendar) {
        this.table = table;
        this.claims = claims;
        this.items = items;
        this.calendar = calendar;
    }

    /** The claim in force for the issue, if the claim names it as replaced; asked only of one that names some claim. */
    @Nullable
    FormerClaim former(DispenseClaim claim, Issue issue) {
        UUID replaced = claim.replaces();
        if (replaced == null || !replaced.equals(issue.claimId())) {
            return null;
        }
        return claims.find(replaced)
                .map(found -> new FormerClaim(found, items.of(replaced)))
                .orElse(null);
    }

    /** Once the issue is changed. */
    Outcome<UUID> keep(
            DispenseClaim claim,
            PrescriptionRecord prescription,
            IssueChange change,
            OdsCode contractor,
            @Nullable FormerClaim former,
            byte[] message) {
        Optional<Receipt> receipt = former == null
                ? Optional.of(first(change, contractor, message))
                : inPlaceOf(former, claim, change.act().at(), contractor, message);
        if (receipt.isEmpty()) {
            return Outcome.refused(Finding.at(
                    ClaimRules.REPLACED_CLAIM,
                    Problem.CLAIM_AMEND_PERIOD_ISSUE,
                    "The night has taken up the claim that is to be replaced, or deleted what came back of it"));
        }
        return table.keep(claim, prescription, change, receipt.get())
                ? Outcome.done(claim.id())
                : Outcome.refused(Finding.at(
                        "Claim.identifier.value", Problem.MESSAGE_ID_REUSED, Problem.MESSAGE_ID_REUSED.title()));
    }

    private Receipt first(IssueChange change, OdsCode contractor, byte[] message) {
        Instant now = change.act().at();
        LocalDate dispensedOn = Objects.requireNonNull(change.completedOn(), "what is claimed was completed");
        YearMonth month = calendar.paymentMonth(dispensedOn, now);
        return new Receipt(contractor, now, month, false, Map.of(), StoredMessage.of(message));
    }

    /**
     * An amendment counts as the claim that it replaces; an answer for the month in which it comes (reimbursement.md
     * 1.5). Empty if the night has taken up the former claim, or deleted what came back of it, in the meantime.
     */
    private Optional<Receipt> inPlaceOf(
            FormerClaim former, DispenseClaim claim, Instant now, OdsCode contractor, byte[] message) {
        ClaimToPrice replaced = former.claim();
        LocalDate today = NhsDates.on(now);
        boolean answers = !former.isWaiting();
        Optional<Instant> receivedAt = table.replace(
                replaced.claimId(),
                ClaimStatus.valueOf(replaced.status()),
                answers ? ClaimEvent.ANSWERED : ClaimEvent.AMENDED);
        if (answers && receivedAt.isPresent()) {
            Set<UUID> answered = former.answered(claim, today);
            if (items.answered(replaced.claimId(), answered, today) < answered.size()) {
                return Optional.empty();
            }
        }
        return receivedAt.map(first -> new Receipt(
                contractor,
                answers ? now : first,
                answers ? YearMonth.from(today) : replaced.paymentMonth(),
                answers || replaced.answers(),
                former.settled(claim, today),
                StoredMessage.of(message)));
    }
}
