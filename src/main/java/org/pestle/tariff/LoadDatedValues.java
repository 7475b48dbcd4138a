package org.pestle.tariff;

import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Loads fees, allowances, discounts and charges, exemption codes, and disallowed products: the whole file or nothing.
 * The file holds every value there ever was. What is on file stays as it is, because prices are explained by it; a
 * value may get a last month, and new ones may follow. What a fee, allowance, discount or charge is, or an exemption
 * code means, in a month that is closed and has prices changes no more; in one that is still open, the next night
 * reprices what rests on it (reimbursement.md 7.2).
 */
@Component
public class LoadDatedValues {
    private final RateTable table;
    private final Tariff tariff;
    private final PricesGiven prices;
    private final TransactionOperations transactions;

    LoadDatedValues(RateTable table, Tariff tariff, PricesGiven prices, TransactionOperations transactions) {
        this.table = table;
        this.tariff = tariff;
        this.prices = prices;
        this.transactions = transactions;
    }

    /**
     * What was loaded.
     *
     * @param lines values in the file
     * @param added those that are new
     * @param ended those on file that have got a last month
     */
    public record Loaded(int lines, int added, int ended) {}

    /** Loads fees, allowances, discounts and charges. */
    public Outcome<Loaded> rates(byte[] file) {
        return DatedFile.rates(file)
                .then(rates -> keep(
                        rates,
                        new Keeping<>(
                                table::rates,
                                rate -> rate.name() + "|" + rate.from(),
                                rate -> List.of(rate.value().stripTrailingZeros(), rate.unit()),
                                DatedRate::to,
                                DatedRate::holdsIn,
                                prices::closedMonths,
                                table::add,
                                table::end)));
    }

    /** Loads exemption codes. */
    public Outcome<Loaded> exemptions(byte[] file) {
        return DatedFile.exemptions(file)
                .then(codes -> keep(
                        codes,
                        new Keeping<>(
                                table::exemptions,
                                code -> code.code() + "|" + code.from(),
                                code -> List.of(code.charged(), code.meaning()),
                                Exemption::to,
                                Exemption::holdsIn,
                                prices::closedMonths,
                                table::add,
                                table::end)));
    }

    /** Loads products that the NHS does not pay for. */
    public Outcome<Loaded> disallowed(byte[] file) {
        return DatedFile.disallowed(file)
                .then(products -> keep(
                        products,
                        new Keeping<>(
                                table::disallowed,
                                entry -> entry.product() + "|" + entry.reason() + "|" + entry.from(),
                                entry -> List.of(entry.name()),
                                Disallowed::to,
                                Disallowed::holdsIn,
                                Collections::emptySortedSet,
                                table::add,
                                table::end)));
    }

    /** The fees, allowances, discounts and charges that Pestle ships. */
    public static byte[] shippedRates() {
        return ReferenceFiles.ratesFile();
    }

    /** The exemption codes that Pestle ships. */
    public static byte[] shippedExemptions() {
        return ReferenceFiles.exemptionsFile();
    }

    /** The disallowed products that Pestle ships, all made up. */
    public static byte[] shippedDisallowed() {
        return ReferenceFiles.disallowedFile();
    }

    /**
     * How values of one kind are kept.
     *
     * @param closed months in which nothing may change
     */
    private record Keeping<T>(
            Supplier<List<T>> held,
            Function<T, String> key,
            Function<T, List<Object>> content,
            Function<T, @Nullable YearMonth> lastMonth,
            BiPredicate<T, YearMonth> holds,
            Supplier<SortedSet<YearMonth>> closed,
            Consumer<T> add,
            Consumer<T> end) {}

    private <T> Outcome<Loaded> keep(List<T> values, Keeping<T> keeping) {
        Outcome<Loaded> outcome = Objects.requireNonNull(transactions.execute(status -> {
            Outcome<Loaded> kept = merge(values, keeping);
            if (kept instanceof Outcome.Refused<Loaded>) {
                status.setRollbackOnly();
            }
            return kept;
        }));
        tariff.forget();
        return outcome;
    }

    private static <T> Outcome<Loaded> merge(List<T> values, Keeping<T> keeping) {
        List<T> held = keeping.held().get();
        SortedSet<YearMonth> closed = keeping.closed().get();
        int added = 0;
        int ended = 0;
        for (T value : values) {
            String key = keeping.key().apply(value);
            Optional<T> same = held.stream()
                    .filter(other -> keeping.key().apply(other).equals(key))
                    .findFirst();
            if (same.isEmpty()) {
                Optional<YearMonth> holding = closed.stream()
                        .filter(month -> keeping.holds().test(value, month))
                        .findFirst();
                if (holding.isPresent()) {
                    return Outcome.refused(restingOn(
                            key.replace("|", " from ") + " comes too late for " + holding.get(), holding.get()));
                }
                keeping.add().accept(value);
                added++;
                continue;
            }
            YearMonth last = keeping.lastMonth().apply(same.get());
            YearMonth newLast = keeping.lastMonth().apply(value);
            boolean unchanged =
                    keeping.content().apply(same.get()).equals(keeping.content().apply(value));
            if (!unchanged || (last != null && !last.equals(newLast))) {
                return Outcome.refused(Finding.of(
                        Problem.REFERENCE_EDITION_EXISTS,
                        "Another value is on file for " + key.replace("|", " from ") + "."));
            }
            if (newLast != null && last == null) {
                Optional<YearMonth> changing = closed.stream()
                        .filter(month -> keeping.holds().test(same.get(), month)
                                && !keeping.holds().test(value, month))
                        .findFirst();
                if (changing.isPresent()) {
                    return Outcome.refused(
                            restingOn(key.replace("|", " from ") + " cannot end with " + newLast, changing.get()));
                }
                keeping.end().accept(value);
                ended++;
            }
        }
        boolean lost = held.stream()
                .map(keeping.key())
                .anyMatch(key -> values.stream().map(keeping.key()).noneMatch(key::equals));
        return lost
                ? Outcome.refused(Finding.of(
                        Problem.REFERENCE_FILE_TRUNCATED,
                        "The file lacks a value that is on file; it may have been cut."))
                : Outcome.done(new Loaded(values.size(), added, ended));
    }

    private static Finding restingOn(String what, YearMonth month) {
        return Finding.of(
                Problem.REFERENCE_EDITION_EXISTS, what + ": the prices of " + month + ", which is closed, stand.");
    }
}
