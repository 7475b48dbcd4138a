package org.pestle.tariff;

import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 * value may get a last month, and new ones may follow. A fee, allowance, discount or charge ends in no month before the
 * last one that has prices: they would no longer agree with it.
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
                                prices::lastMonth,
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
                                Optional::empty,
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
                                Optional::empty,
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
     * @param earliestEnd before which none on file may end
     */
    private record Keeping<T>(
            Supplier<List<T>> held,
            Function<T, String> key,
            Function<T, List<Object>> content,
            Function<T, @Nullable YearMonth> lastMonth,
            Supplier<Optional<YearMonth>> earliestEnd,
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
        int added = 0;
        int ended = 0;
        for (T value : values) {
            String key = keeping.key().apply(value);
            Optional<T> same = held.stream()
                    .filter(other -> keeping.key().apply(other).equals(key))
                    .findFirst();
            if (same.isEmpty()) {
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
                Optional<YearMonth> priced = keeping.earliestEnd().get().filter(newLast::isBefore);
                if (priced.isPresent()) {
                    return Outcome.refused(Finding.of(
                            Problem.REFERENCE_EDITION_EXISTS,
                            key.replace("|", " from ") + " cannot end with " + newLast + ": prices of " + priced.get()
                                    + " rest on it."));
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
}
