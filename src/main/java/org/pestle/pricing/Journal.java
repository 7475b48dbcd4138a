package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run posts to one account (reliability-security.md D9). Each amount is borne by one side and received by the
 * contractor: the commissioner bears price less discount, and allowances; NHS England fees and broken bulk, and has the
 * charges (reimbursement.md 3). The entries of a journal add up to nothing.
 */
final class Journal {
    private static final String COMMISSIONER = "commissioner";
    private static final String CONTRACTOR = "contractor";
    private static final String NHS_ENGLAND = "nhs-england";
    private static final String ROUNDING = "rounding";

    private static final Comparator<RunSums.Account> BY_ACCOUNT = Comparator.comparing(RunSums.Account::month)
            .thenComparing(RunSums.Account::contractor)
            .thenComparing(account -> String.valueOf(account.commissioner()));

    private final RunSums.Account account;
    private final SortedMap<Side, BigDecimal> amounts =
            new TreeMap<>(Comparator.comparing(Side::bearer).thenComparing(Side::line));
    private final Counts counts = new Counts();

    private Journal(RunSums.Account account) {
        this.account = account;
    }

    /** The journals of a run, by month, contractor and commissioner. */
    static List<Journal> of(RunSums sums) {
        SortedMap<RunSums.Account, Journal> journals = new TreeMap<>(BY_ACCOUNT);
        sums.claims().forEach(claims -> journal(journals, claims.account()).counts.forms += claims.forms());
        sums.items().forEach(items -> journal(journals, items.account()).add(items));
        sums.fees()
                .forEach(fee -> journal(journals, fee.account()).add(NHS_ENGLAND, "fee." + fee.name(), fee.amountP()));
        return List.copyOf(journals.values());
    }

    /** What the month's own roundings add to a contractor's account, at nobody's cost. */
    static Journal ofRounding(LocalDate month, String contractor, BigDecimal amountP) {
        Journal journal = new Journal(new RunSums.Account(month, contractor, null));
        journal.add(ROUNDING, ROUNDING, amountP);
        return journal;
    }

    private static Journal journal(Map<RunSums.Account, Journal> journals, RunSums.Account account) {
        return journals.computeIfAbsent(account, Journal::new);
    }

    RunSums.Account account() {
        return account;
    }

    /** How many there are of what is paid for. */
    Counts counts() {
        return counts;
    }

    /** Both sides of what is posted, by bearer and line. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        amounts.forEach((side, amount) -> entries.add(new Entry(side.bearer(), side.line(), amount)));
        if (!entries.isEmpty()) {
            BigDecimal sum = amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            entries.add(new Entry(CONTRACTOR, account.commissioner() == null ? ROUNDING : "payable", sum.negate()));
        }
        return entries;
    }

    /**
     * One side of a posting.
     *
     * @param bearer who bears it, or receives it where it is negative
     * @param amountP exact pence
     */
    record Entry(String bearer, String line, BigDecimal amountP) {}

    private record Side(String bearer, String line) {}

    /** Forms, items by their outcome, professional fees and charges of a journal. */
    static final class Counts {
        private long forms;
        private long paid;
        private long notSupplied;
        private long referredBack;
        private long disallowed;
        private long professionalFees;
        private long chargesCurrent;
        private long chargesPrevious;

        private void add(RunSums.Items items) {
            paid += items.paid();
            notSupplied += items.notSupplied();
            referredBack += items.referredBack();
            disallowed += items.disallowed();
            professionalFees += items.professionalFees();
            chargesCurrent += items.chargesCurrent();
            chargesPrevious += items.chargesPrevious();
        }

        void writeTo(CopyText row) {
            row.add(forms)
                    .add(paid)
                    .add(notSupplied)
                    .add(referredBack)
                    .add(disallowed)
                    .add(professionalFees)
                    .add(chargesCurrent)
                    .add(chargesPrevious);
        }
    }

    private void add(RunSums.Items items) {
        counts.add(items);
        addOfGroup(COMMISSIONER, "basic_price.", items.group(), items.basicP());
        addOfGroup(COMMISSIONER, "discount.", items.group(), items.discountP().negate());
        add(COMMISSIONER, "consumables", items.consumablesP());
        add(COMMISSIONER, "containers", items.containerP());
        add(COMMISSIONER, "out_of_pocket", items.outOfPocketP());
        addOfGroup(NHS_ENGLAND, "broken_bulk.", items.group(), items.bulkP());
        addOfGroup(
                NHS_ENGLAND,
                "broken_bulk_discount.",
                items.group(),
                items.bulkDiscountP().negate());
        add(NHS_ENGLAND, "fee.single_activity", items.singleActivityP());
        add(NHS_ENGLAND, "charges.current", items.currentP().negate());
        add(NHS_ENGLAND, "charges.previous", items.previousP().negate());
    }

    /** What is paid by its price has a discount group. */
    private void addOfGroup(String bearer, String line, @Nullable String group, BigDecimal amount) {
        if (amount.signum() != 0) {
            add(bearer, line + Objects.requireNonNull(group), amount);
        }
    }

    private void add(String bearer, String line, BigDecimal amount) {
        if (amount.signum() != 0) {
            amounts.merge(new Side(bearer, line), amount, BigDecimal::add);
        }
    }
}
