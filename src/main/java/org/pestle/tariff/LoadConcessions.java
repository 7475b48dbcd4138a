package org.pestle.tariff;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.pestle.problems.Outcome;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Loads a file of price concessions: the whole of it or nothing. Of two loads about one pack and month the later
 * counts; the earlier stays on file. The very same file again changes nothing.
 */
@Component
public class LoadConcessions {
    private final ConcessionTable table;
    private final Concessions concessions;
    private final Tariff tariff;
    private final TransactionOperations transactions;
    private final Clock clock;

    LoadConcessions(
            ConcessionTable table,
            Concessions concessions,
            Tariff tariff,
            TransactionOperations transactions,
            Clock clock) {
        this.table = table;
        this.concessions = concessions;
        this.tariff = tariff;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The small file of concessions that Pestle ships. */
    public static byte[] shipped() {
        return ReferenceFiles.concessions();
    }

    /** What was loaded, or every fault with its row and column. */
    public Outcome<ConcessionLoad> load(byte[] file, Progress progress) {
        return ConcessionFile.read(file).then(read -> {
            Outcome<ConcessionLoad> outcome = transactions.execute(status -> Outcome.done(keep(read, file, progress)));
            tariff.forget();
            return outcome;
        });
    }

    private ConcessionLoad keep(ConcessionFile read, byte[] file, Progress progress) {
        byte[] digest = Sha256.of(file);
        Optional<Long> held = table.load(digest);
        if (held.isPresent()) {
            return new ConcessionLoad(held.get(), read.lines().size(), List.of(), true);
        }
        progress.expect(read.lines().size());
        long load = table.add(read.lines(), digest, clock.instant(), progress);
        return new ConcessionLoad(load, read.lines().size(), concessions.changedBy(load), false);
    }
}
