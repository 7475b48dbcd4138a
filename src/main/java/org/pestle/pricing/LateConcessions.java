package org.pestle.pricing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pestle.claim.ClaimCalendar;
import org.pestle.tariff.Tariff;
import org.pestle.values.NhsDates;
import org.springframework.stereotype.Component;

/**
 * A concession is published during the month or after it, and counts for the whole of it (reimbursement.md 7.2). A run
 * therefore compares what the prices of each open month were worked out from with what the tariff says now, and takes
 * in exactly the claims whose prices rest on something else. An item that pays the same by what is said now keeps its
 * row, so it is looked at again when something else yet is said.
 */
@Component
class LateConcessions {
    private final BasisTable bases;
    private final RunTable runs;
    private final Tariff tariff;
    private final ClaimCalendar calendar;

    LateConcessions(BasisTable bases, RunTable runs, Tariff tariff, ClaimCalendar calendar) {
        this.bases = bases;
        this.runs = runs;
        this.tariff = tariff;
        this.calendar = calendar;
    }

    /**
     * Takes the affected claims of the months that were open until the cut-off into a run that is being opened: the run
     * at the very end of a month's last day still reprices it.
     */
    void fix(PricingRun run, int partitions) {
        LocalDate day = NhsDates.on(run.cutOff().minus(1, ChronoUnit.MICROS));
        YearMonth month = YearMonth.from(day);
        Stream.of(month.minusMonths(1), month)
                .filter(open -> calendar.isOpen(open, day))
                .forEach(open -> fix(run, partitions, open));
    }

    private void fix(PricingRun run, int partitions, YearMonth month) {
        ClaimResolver now = new ClaimResolver(new TariffInUse(tariff));
        List<BasisTable.Kept> kept = bases.ofMonth(month);
        List<BasisTable.Replaced> replaced = new ArrayList<>();
        List<Integer> holdAgain = new ArrayList<>();
        for (BasisTable.Kept basis : kept) {
            String digest = now.lookUp(basis.asked()).digest();
            if (!digest.equals(basis.digest())) {
                if (!digest.equals(basis.replacedBy())) {
                    replaced.add(new BasisTable.Replaced(basis.id(), digest));
                }
            } else if (basis.replacedBy() != null) {
                holdAgain.add(basis.id());
            }
        }
        if (!holdAgain.isEmpty()) {
            bases.holdsAgain(holdAgain);
        }
        if (!replaced.isEmpty()) {
            bases.replaced(replaced, run.id());
            List<Integer> numbers =
                    replaced.stream().map(BasisTable.Replaced::id).toList();
            runs.fixClaimsToReprice(run, partitions, month, numbers);
        }
    }
}
