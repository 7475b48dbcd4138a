package org.pestle.tariff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.pestle.problems.Outcome;
import org.pestle.testing.Database;
import org.pestle.testing.SharedExamples;

/** The published files of July 2026, or the newest before it, in a database of a test's own. */
public final class PublishedTariff {
    private PublishedTariff() {}

    /** All parts, the late concessions and the fees; a test is skipped where the files are absent. */
    public static Tariff load(Database database) throws IOException {
        Path data = SharedExamples.data();
        Tariff tariff = LoadedTariff.of(database);
        Clock clock = Clock.fixed(Instant.parse("2026-07-01T06:00:00Z"), ZoneOffset.UTC);
        RateTable rates = new RateTable(database.jdbc());
        ReferenceFiles.rates().forEach(rates::add);
        ReferenceFiles.units().forEach(rates::add);
        LoadTariff editions = new LoadTariff(new EditionTable(database.jdbc()), tariff, database.transactions(), clock);
        Map<String, TariffPart> files = Map.of(
                "part-viiia-2026-03.csv", TariffPart.VIIIA,
                "part-viiia-2026-07.csv", TariffPart.VIIIA,
                "part-viiib-2026-02.csv", TariffPart.VIIIB,
                "part-viiid-2026-02.csv", TariffPart.VIIID,
                "part-ix-2026-07.csv.gz", TariffPart.IX);
        for (Map.Entry<String, TariffPart> file :
                files.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            String name = file.getKey().replaceAll("\\.csv.*", "");
            YearMonth month = YearMonth.parse(name.substring(name.length() - "2026-07".length()));
            done(editions.load(
                    file.getValue(), read(data.resolve("drug-tariff").resolve(file.getKey())), month, Progress.NONE));
        }
        ConcessionTable table = new ConcessionTable(database.jdbc());
        LoadConcessions concessions =
                new LoadConcessions(table, new Concessions(table, tariff), tariff, database.transactions(), clock);
        done(concessions.load(
                read(data.resolve("concessions").resolve("concessions_late_2025_2026.csv")), Progress.NONE));
        return tariff;
    }

    private static byte[] read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!file.toString().endsWith(".gz")) {
            return bytes;
        }
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return stream.readAllBytes();
        }
    }

    private static void done(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?> refused) {
            throw new IllegalStateException(refused.findings().getFirst().sentence());
        }
    }
}
