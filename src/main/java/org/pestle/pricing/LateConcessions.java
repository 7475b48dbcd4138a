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
 * A concession is published during the month or after it, and counts for the whole of it (reimbursement.md 7.2); a fee,
 * allowance, discount or charge may come as late. A run therefore compares what the prices of each open month were
 * worked out from with what the tariff says now, and takes in exactly the claims whose prices rest on something else.
 * An item that pays the same by what is said now keeps its row, so it is looked at again when something else yet is
 * said.
 */
@Component
class LateConcessions {
    private final BasisTable bases;
    private final RepricingTable claims;
    private final Tariff tariff;
    private final ClaimCalendar calendar;

    LateConcessions(BasisTable bases, RepricingTable claims, Tariff tariff, ClaimCalendar calendar) {
        this.bases = bases;
        this.claims = claims;
        this.tariff = tariff;
        this.calendar = calendar;
    }

    /**
     * Takes the affected claims of the months that were open until the cut-off into a run that is being opened, before
     * any others: the run at the very end of a month's last day still reprices it.
     *
     * @return broken bulk that may come or go when they are priced again
     */
    List<BrokenBulkTable.Owned> fix(PricingRun run, int partitions) {
        LocalDate day = NhsDates.on(run.cutOff().minus(1, ChronoUnit.MICROS));
        YearMonth month = YearMonth.from(day);
        List<YearMonth> open = Stream.of(month.minusMonths(1), month)
                .filter(each -> calendar.isOpen(each, day))
                .toList();
        List<BasisTable.Replaced> replaced =
                open.stream().flatMap(each -> replaced(each).stream()).toList();
        if (replaced.isEmpty()) {
            return List.of();
        }
        bases.replaced(replaced, run.id());
        return claims.fix(
                run,
                partitions,
                open,
                replaced.stream().map(BasisTable.Replaced::id).toList());
    }

    private List<BasisTable.Replaced> replaced(YearMonth month) {
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
        return replaced;
    }
}
