package org.pestle.tariff;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Loads a dm+d release from its XML files (reimbursement.md 7.1), read as a stream and written by the thousand: the
 * whole of it, once it balances, or nothing. The same release again changes nothing; releases that a new one makes
 * needless are deleted with it.
 */
@Component
public class LoadDmd {
    private final DmdTable table;
    private final DmdRowTable rowTable;
    private final KeptReleases kept;
    private final Tariff tariff;
    private final TransactionOperations transactions;
    private final Clock clock;

    LoadDmd(
            DmdTable table,
            DmdRowTable rowTable,
            KeptReleases kept,
            Tariff tariff,
            TransactionOperations transactions,
            Clock clock) {
        this.table = table;
        this.rowTable = rowTable;
        this.kept = kept;
        this.tariff = tariff;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The files of a release: one of each kind, and perhaps the mapping to the BNF. */
    private record Release(LocalDate day, Map<DmdFile, DmdSource.Entry> files, Optional<DmdSource.Entry> mapping) {
        String nameOf(DmdFile file) {
            DmdSource.Entry entry = files.get(file);
            return entry == null ? file.name() : entry.name();
        }
    }

    /** What was loaded, or every fault with its file, line and column. */
    public Outcome<DmdLoad> load(DmdSource source, Progress progress) {
        return load(source, null, progress);
    }

    /**
     * The same of a release that may have shrunk.
     *
     * @param accepted how many rows, of all kinds and 1 or more, a release that has shrunk must have; null if it may
     *     not have shrunk
     */
    public Outcome<DmdLoad> load(DmdSource source, @Nullable Long accepted, Progress progress) {
        return release(source).then(release -> {
            Outcome<DmdLoad> outcome = transactions.execute(status -> {
                Outcome<DmdLoad> loaded = keep(release, accepted, progress);
                if (loaded instanceof Outcome.Refused<DmdLoad>) {
                    status.setRollbackOnly();
                }
                return loaded;
            });
            tariff.forget();
            return outcome;
        });
    }

    private static Outcome<Release> release(DmdSource source) {
        Faults faults = new Faults();
        Map<DmdFile, DmdSource.Entry> files = new EnumMap<>(DmdFile.class);
        Map<DmdFile, LocalDate> days = new EnumMap<>(DmdFile.class);
        Optional<DmdSource.Entry> mapping = Optional.empty();
        for (DmdSource.Entry entry : source.entries()) {
            Optional<DmdFile.Named> named = DmdFile.named(entry.name());
            if (named.isPresent()) {
                days.put(named.get().file(), named.get().day());
                if (files.putIfAbsent(named.get().file(), entry) != null) {
                    faults.add(
                            Problem.REFERENCE_FILE_DUPLICATE,
                            "There are two files of one kind; " + entry.name() + " is the second.");
                }
            } else if (entry.name().endsWith(".xlsx")) {
                mapping = Optional.of(entry);
            }
        }
        LocalDate release = days.get(DmdFile.VMP);
        for (DmdFile needed : DmdFile.required()) {
            LocalDate day = days.get(needed);
            if (day == null) {
                faults.add(Problem.REFERENCE_RELEASE_INCOMPLETE, "There is no file of the kind " + needed + ".");
            } else if (release != null && !day.equals(release)) {
                faults.add(
                        Problem.REFERENCE_RELEASE_INCOMPLETE,
                        "The file of the kind " + needed + " is of another day than that of the kind VMP.");
            }
        }
        return release == null || !faults.isEmpty()
                ? faults.refusal()
                : Outcome.done(new Release(release, files, mapping));
    }

    private Outcome<DmdLoad> keep(Release release, @Nullable Long accepted, Progress progress) {
        byte[] digest = digest(release);
        Optional<byte[]> held = table.digest(release.day());
        if (held.isPresent()) {
            return Arrays.equals(held.get(), digest)
                    ? Outcome.done(new DmdLoad(release.day(), 0, 0, true))
                    : Outcome.refused(Finding.of(
                            Problem.REFERENCE_EDITION_EXISTS,
                            "Other files were loaded as the release of " + release.day() + " before."));
        }
        table.takeYourTime();
        progress.expect(kept.rowsBefore(release.day()));
        Faults faults = new Faults();
        DmdRowTable.Rows rows = rowTable.rows(release.day(), progress);
        DmdRows reading = new DmdRows(rows, faults);
        release.files().forEach((file, entry) -> read(file, entry, reading, faults));
        release.mapping().ifPresent(entry -> BnfWorkbook.read(entry, rows, faults));
        rows.finish()
                .forEach((kind, lost) -> faults.add(
                        Problem.REFERENCE_FILE_NOT_BALANCED,
                        lost + " rows of the kind " + kind + " belong to none that stands before them."));
        if (faults.isEmpty()) {
            table.looseEnds(release.day())
                    .forEach(end -> faults.in(
                            release.nameOf(DmdFile.valueOf(end.element())),
                            end.line(),
                            1,
                            Problem.REFERENCE_FILE_NOT_BALANCED,
                            end.element() + ", " + end.field() + ": The release has nothing of that code."));
        }
        if (faults.isEmpty()) {
            kept.shrunk(release.day(), rows.added(), release.mapping().isPresent(), accepted)
                    .forEach(faults::add);
        }
        if (!faults.isEmpty()) {
            return faults.refusal();
        }
        table.complete(release.day(), digest, rows.written(), clock.instant());
        int deleted = kept.add(release.day(), rows.added());
        return Outcome.done(new DmdLoad(release.day(), rows.written(), deleted, false));
    }

    private static void read(DmdFile file, DmdSource.Entry entry, DmdRows reading, Faults faults) {
        reading.begin(entry.name());
        try (InputStream stream = entry.open()) {
            if (!DmdReader.read(file, stream, element -> reading.add(file, element))) {
                faults.in(
                        entry.name(),
                        1,
                        1,
                        Problem.REFERENCE_FILE_COLUMNS,
                        "The outermost element must be " + file.root() + ".");
            }
        } catch (XMLStreamException broken) {
            faults.in(
                    entry.name(),
                    Math.max(
                            1,
                            broken.getLocation() == null
                                    ? 1
                                    : broken.getLocation().getLineNumber()),
                    Math.max(
                            1,
                            broken.getLocation() == null
                                    ? 1
                                    : broken.getLocation().getColumnNumber()),
                    DmdDamage.of(file, entry, broken),
                    "From here on the file is no well-formed XML.");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** One digest of all files, in their order. */
    private static byte[] digest(Release release) {
        MessageDigest digest = Sha256.digest();
        List<DmdSource.Entry> entries = new ArrayList<>(release.files().values());
        release.mapping().ifPresent(entries::add);
        for (DmdSource.Entry entry : entries) {
            try (InputStream stream = new DigestInputStream(entry.open(), digest)) {
                stream.transferTo(OutputStream.nullOutputStream());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return digest.digest();
    }
}
