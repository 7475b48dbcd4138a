package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Closes a run: what came out must be what went in, items, claims and ledger must have one sum, or nothing leaves. */
@Component
class Balance {
    private final RunSumsTable stored;
    private final BalanceTable table;
    private final AnsweredItemTable answered;
    private final PostingTable ledger;

    Balance(RunSumsTable stored, BalanceTable table, AnsweredItemTable answered, PostingTable ledger) {
        this.stored = stored;
        this.table = table;
        this.answered = answered;
        this.ledger = ledger;
    }

    /**
     * Takes back what was answered, posts the run to the ledger and closes it, in the caller's transaction.
     *
     * @throws NotBalancedException if anything differs
     */
    void close(PricingRun run, Instant at) {
        answered.takeBack(run.id());
        RunSums sums = stored.sums(run.id());
        RunTotals totals = sums.totals(replaced(run, sums));
        require(run.claimsIn() == totals.claims(), run.claimsIn() + " claims in, " + totals.claims() + " out");
        require(run.itemsIn() == totals.items(), run.itemsIn() + " items in, " + totals.items() + " out");
        require(
                run.claimsToReprice() == totals.claimsRepriced(),
                run.claimsToReprice() + " claims to reprice, " + totals.claimsRepriced() + " repriced");
        require(
                totals.totalP().compareTo(totals.totalOfClaimsP()) == 0,
                "the items add up to " + totals.totalP() + "p, the claims to " + totals.totalOfClaimsP() + "p");
        ledger.post(run.id(), Journal.of(sums));
        BigDecimal posted = table.payable(run.id());
        require(
                totals.totalP().compareTo(posted) == 0,
                "the items add up to " + totals.totalP() + "p, the ledger to " + posted + "p");
        int unbalanced = table.unbalancedJournals(run.id());
        require(unbalanced == 0, unbalanced + " journals of the ledger do not add up to nothing");
        table.close(run.id(), totals, at);
    }

    /** Looked for only if claims are missing. */
    private RunSums.Replaced replaced(PricingRun run, RunSums sums) {
        return sums.claimsWithOutcome() == run.claimsIn() ? RunSums.Replaced.NONE : stored.replaced(run.id());
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new NotBalancedException("The run does not balance: " + otherwise + ".");
        }
    }
}
