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
    static final List<YearMonth> EDITIONS =
            List.of(YearMonth.of(2026, 5), YearMonth.of(2026, 7), YearMonth.of(2026, 11));

    private final TariffTable table;
    private final LoadTariff load;
    private final Tariff tariff;
    private final TransactionOperations transactions;

    ReferenceTariff(TariffTable table, LoadTariff load, Tariff tariff, TransactionOperations transactions) {
        this.table = table;
        this.load = load;
        this.tariff = tariff;
        this.transactions = transactions;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        loadIfEmpty();
    }

    /** Loads everything, unless something was loaded before. */
    void loadIfEmpty() {
        transactions.executeWithoutResult(status -> {
            if (table.isEmpty()) {
                ReferenceFiles.rates().forEach(table::add);
                ReferenceFiles.products().forEach(table::add);
                ReferenceFiles.units().forEach(table::add);
                EDITIONS.forEach(this::loadEdition);
            }
        });
        tariff.forget();
    }

    private void loadEdition(YearMonth month) {
        if (load.load(ReferenceFiles.edition(month), month)
                instanceof Outcome.Refused<TariffLoad>(List<Finding> findings)) {
            throw new IllegalStateException("the reference tariff of " + month + ": "
                    + findings.getFirst().sentence());
        }
    }
}
