package org.pestle.tariff;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
 * Loads an edition of Part VIIIA from its published file: the whole of it or nothing. An edition never changes once it
 * is loaded, because prices are explained by it; the same file again changes nothing, another file for the month is
 * refused.
 */
@Component
public class LoadTariff {
    private static final int LEAST_PERCENT_OF_THE_EDITION_BEFORE = 90;

    private final TariffTable table;
    private final Tariff tariff;
    private final TransactionOperations transactions;
    private final Clock clock;

    LoadTariff(TariffTable table, Tariff tariff, TransactionOperations transactions, Clock clock) {
        this.table = table;
        this.tariff = tariff;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Loads a file as the edition of a month.
     *
     * @param file in UTF-8 or Latin-1
     * @return what was loaded, or every fault with its row and column
     */
    public Outcome<TariffLoad> load(byte[] file, YearMonth month) {
        return switch (TariffFile.read(file, month)) {
            case Outcome.Refused<TariffFile>(List<Finding> findings) -> Outcome.refused(findings);
            case Outcome.Done<TariffFile>(TariffFile edition) -> {
                Outcome<TariffLoad> outcome = transactions.execute(status -> keep(edition, digest(file), month));
                tariff.forget();
                yield outcome;
            }
        };
    }

    private Outcome<TariffLoad> keep(TariffFile edition, byte[] digest, YearMonth month) {
        Optional<Finding> tooSmall = tooSmall(edition, month);
        if (tooSmall.isPresent()) {
            return Outcome.refused(tooSmall.get());
        }
        if (table.addEdition(month, edition, digest, clock.instant())) {
            return Outcome.done(load(edition, month, false));
        }
        boolean same =
                table.digest(month).filter(held -> Arrays.equals(held, digest)).isPresent();
        return same
                ? Outcome.done(load(edition, month, true))
                : Outcome.refused(Finding.of(
                        Problem.TARIFF_EDITION_EXISTS,
                        "Another file was loaded as the edition of " + month + " before."));
    }

    private Optional<Finding> tooSmall(TariffFile edition, YearMonth month) {
        return table.newest(month.minusMonths(1))
                .filter(before ->
                        100L * edition.lines().size() < (long) LEAST_PERCENT_OF_THE_EDITION_BEFORE * before.lines())
                .map(before -> Finding.of(
                        Problem.TARIFF_FILE_INVALID,
                        "The file has " + edition.lines().size() + " priced lines; the edition of " + before.month()
                                + " has " + before.lines() + ". It may have been cut off."));
    }

    private static TariffLoad load(TariffFile edition, YearMonth month, boolean alreadyHeld) {
        long products =
                edition.lines().stream().map(TariffFile.Line::vmp).distinct().count();
        return new TariffLoad(
                month,
                edition.title(),
                edition.lines().size(),
                Math.toIntExact(products),
                edition.withoutPrice(),
                alreadyHeld);
    }

    private static byte[] digest(byte[] file) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(file);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
