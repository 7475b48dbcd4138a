package org.pestle.tariff;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Loads an edition of a part of the Drug Tariff from its published file: the whole of it or nothing. An edition never
 * changes once it is loaded, because prices are explained by it; the same file again changes nothing, another file for
 * the month is refused.
 */
@Component
public class LoadTariff {
    private final EditionTable table;
    private final Tariff tariff;
    private final TransactionOperations transactions;
    private final Clock clock;

    LoadTariff(EditionTable table, Tariff tariff, TransactionOperations transactions, Clock clock) {
        this.table = table;
        this.tariff = tariff;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What a file holds, whatever its part, and how its lines are added. */
    private record Read(TariffLoad load, Adding lines) {}

    private interface Adding {
        long add(Progress progress);
    }

    /**
     * Loads a file as the edition of a month.
     *
     * @param file in UTF-8 or Windows-1252
     * @return what was loaded, or every fault with its row and column
     */
    public Outcome<TariffLoad> load(TariffPart part, byte[] file, YearMonth month, Progress progress) {
        return read(part, file, month).then(read -> {
            Outcome<TariffLoad> outcome = transactions.execute(status -> keep(read, Sha256.of(file), progress));
            tariff.forget();
            return outcome;
        });
    }

    private Outcome<Read> read(TariffPart part, byte[] file, YearMonth month) {
        if (part == TariffPart.IX) {
            return ApplianceFile.read(file, month).then(edition -> Outcome.done(appliances(edition.lines(), month)));
        }
        return TariffFile.read(part, file, month).then(edition -> Outcome.done(medicines(part, edition, month)));
    }

    private Read medicines(TariffPart part, TariffFile edition, YearMonth month) {
        List<TariffFile.Line> lines = edition.lines();
        int products = (int) lines.stream().map(TariffFile.Line::vmp).distinct().count();
        return new Read(
                new TariffLoad(part, month, edition.title(), lines.size(), products, edition.withoutPrice(), false),
                progress -> table.addPacks(part, month, lines, progress));
    }

    private Read appliances(List<ApplianceFile.Line> lines, YearMonth month) {
        int products =
                (int) lines.stream().map(ApplianceFile.Line::name).distinct().count();
        return new Read(
                new TariffLoad(TariffPart.IX, month, "", lines.size(), products, 0, false),
                progress -> table.addAppliances(month, lines, progress));
    }

    private Outcome<TariffLoad> keep(Read read, byte[] digest, Progress progress) {
        TariffLoad load = read.load();
        Optional<YearMonth> sameFile = table.monthOf(load.part(), digest);
        if (sameFile.isPresent()) {
            return sameFile.get().equals(load.month())
                    ? Outcome.done(load.heldAlready())
                    : refused(
                            Problem.REFERENCE_FILE_DUPLICATE,
                            "The very same file is the edition of " + sameFile.get() + ".");
        }
        Optional<Finding> tooSmall = tooSmall(load);
        if (tooSmall.isPresent()) {
            return Outcome.refused(tooSmall.get());
        }
        EditionTable.Edition edition = new EditionTable.Edition(load.part(), load.month(), load.lines());
        if (!table.add(edition, load.title(), digest, clock.instant())) {
            // Another process may have loaded the very same file a moment ago.
            boolean same = table.digest(load.part(), load.month())
                    .filter(held -> Arrays.equals(held, digest))
                    .isPresent();
            return same
                    ? Outcome.done(load.heldAlready())
                    : refused(
                            Problem.REFERENCE_EDITION_EXISTS,
                            "Another file was loaded as the edition of " + load.month() + " before.");
        }
        progress.expect(load.lines());
        if (read.lines().add(progress) != load.lines()) {
            throw new IllegalStateException("the edition does not hold what was read");
        }
        return Outcome.done(load);
    }

    private Optional<Finding> tooSmall(TariffLoad load) {
        return table.newest(load.part(), load.month().minusMonths(1))
                .flatMap(before -> Shrinkage.of(
                        "The file has %s priced lines",
                        load.lines(), "the edition of " + before.month() + " has %s", before.lines(), ""));
    }

    private static <T> Outcome<T> refused(Problem problem, String sentence) {
        return Outcome.refused(Finding.of(problem, sentence));
    }
}
