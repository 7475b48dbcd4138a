package org.pestle.pricing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pestle.claim.ClaimCalendar;
import org.pestle.tariff.Tariff;
import org.pestle.values.NhsDates;
import org.springframework.stereotype.Component;

/**
 * A concession is published during the month or after it, and counts for the whole of it (reimbursement.md 7.2). A run
 * therefore compares what the prices of each open month were worked out from with what the tariff says now, and takes
 * in exactly the claims whose prices rest on something else.
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

    /** Takes the affected claims of the open months into a run that is being opened. */
    void fix(PricingRun run, int partitions) {
        LocalDate day = NhsDates.on(run.cutOff());
        YearMonth month = YearMonth.from(day);
        Stream.of(month.minusMonths(1), month)
                .filter(open -> calendar.isOpen(open, day))
                .forEach(open -> fix(run, partitions, open));
    }

    private void fix(PricingRun run, int partitions, YearMonth month) {
        ClaimResolver now = new ClaimResolver(new TariffInUse(tariff));
        List<BasisTable.Kept> kept = bases.ofMonth(month);
        List<Integer> replaced = numbers(kept, basis -> !basis.replaced() && !holds(basis, now));
        List<Integer> holdAgain = numbers(kept, basis -> basis.replaced() && holds(basis, now));
        if (!holdAgain.isEmpty()) {
            bases.holdsAgain(holdAgain);
        }
        if (!replaced.isEmpty()) {
            bases.replaced(replaced, run.id());
            runs.fixClaimsToReprice(run, partitions, month, replaced);
        }
    }

    private static boolean holds(BasisTable.Kept basis, ClaimResolver now) {
        return now.lookUp(basis.asked()).digest().equals(basis.digest());
    }

    private static List<Integer> numbers(List<BasisTable.Kept> kept, Predicate<BasisTable.Kept> which) {
        return kept.stream().filter(which).map(BasisTable.Kept::id).toList();
    }
}
