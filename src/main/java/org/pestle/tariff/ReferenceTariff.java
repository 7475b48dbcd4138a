package org.pestle.tariff;

import java.time.YearMonth;
import java.util.List;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Loads the small tariff of {@code db/reference} at the first start of a sandbox. Elsewhere a tariff is loaded by a
 * job.
 */
@Component
@Profile("sandbox")
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReferenceTariff implements ApplicationRunner {
    private static final YearMonth MAY = YearMonth.of(2026, 5);
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private static final List<Edition> EDITIONS = List.of(
            new Edition(TariffPart.VIIIA, MAY),
            new Edition(TariffPart.VIIIA, JULY),
            new Edition(TariffPart.VIIIA, NOVEMBER),
            new Edition(TariffPart.VIIIB, MAY),
            new Edition(TariffPart.VIIID, MAY),
            new Edition(TariffPart.IX, JULY));

    private final RateTable table;
    private final LoadTariff load;
    private final LoadConcessions concessions;
    private final Tariff tariff;
    private final TransactionOperations transactions;

    ReferenceTariff(
            RateTable table,
            LoadTariff load,
            LoadConcessions concessions,
            Tariff tariff,
            TransactionOperations transactions) {
        this.table = table;
        this.load = load;
        this.concessions = concessions;
        this.tariff = tariff;
        this.transactions = transactions;
    }

    private record Edition(TariffPart part, YearMonth month) {
        Outcome<TariffLoad> loadBy(LoadTariff load) {
            return load.load(part, part.shipped(month).orElseThrow(), month, Progress.NONE);
        }
    }

    @Override
    public void run(ApplicationArguments arguments) {
        loadIfEmpty();
    }

    /** Loads everything, unless something was loaded before; of several processes that start at once, one does. */
    void loadIfEmpty() {
        transactions.executeWithoutResult(status -> {
            table.waitForOtherLoads();
            if (table.isEmpty()) {
                ReferenceFiles.rates().forEach(table::add);
                ReferenceFiles.exemptions().forEach(table::add);
                ReferenceFiles.disallowed().forEach(table::add);
                ReferenceFiles.products().forEach(table::add);
                ReferenceFiles.units().forEach(table::add);
                EDITIONS.forEach(edition -> must(edition.loadBy(load)));
                must(concessions.load(LoadConcessions.shipped(), Progress.NONE));
            }
        });
        tariff.forget();
    }

    private static void must(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?>(List<Finding> findings)) {
            throw new IllegalStateException(
                    "the reference tariff: " + findings.getFirst().sentence());
        }
    }
}
