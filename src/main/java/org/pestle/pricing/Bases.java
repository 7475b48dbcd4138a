package org.pestle.pricing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what was looked up for prices, each once, and gives it a number. */
@Component
class Bases {
    private final BasisTable table;
    private final TransactionTemplate apart;

    /** What is kept is kept at once, so that workers that need the same do not wait for each other's chunks. */
    Bases(BasisTable table, PlatformTransactionManager transactions) {
        this.table = table;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The numbers that one run has needed so far. */
    OfRun ofRun() {
        return new OfRun();
    }

    /** Remembers the numbers of a run. */
    final class OfRun {
        private final Map<Basis, Integer> known = new ConcurrentHashMap<>();

        /** The number of all that these were priced from. */
        Map<Basis, Integer> numbers(List<PricedClaim> priced) {
            Set<Basis> unknown = new LinkedHashSet<>();
            for (PricedClaim claim : priced) {
                for (PricedLine line : claim.lines()) {
                    if (!known.containsKey(line.item().basis())) {
                        unknown.add(line.item().basis());
                    }
                }
            }
            if (!unknown.isEmpty()) {
                Map<String, Integer> numbers = apart.execute(status -> table.keep(unknown));
                unknown.forEach(basis -> known.put(basis, numbers.get(basis.digest())));
            }
            return known;
        }
    }
}
