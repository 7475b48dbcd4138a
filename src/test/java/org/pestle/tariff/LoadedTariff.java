package org.pestle.tariff;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.pestle.testing.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tariff of a test's own database. */
final class LoadedTariff {
    private LoadedTariff() {}

    static Tariff of(Database database) {
        JdbcClient jdbc = database.jdbc();
        EditionTable editions = new EditionTable(jdbc);
        TariffTable table = new TariffTable(jdbc);
        FactsTable facts = new FactsTable(jdbc);
        OtherPrices others = new OtherPrices(editions, table, new BrandTable(jdbc), facts, new DmdTable(jdbc));
        return new Tariff(
                new PriceBook(editions, table, new ConcessionTable(jdbc), facts, others), new RateTable(jdbc));
    }

    /** What loads releases of dm+d. */
    static LoadDmd dmd(Database database, Tariff tariff, Clock clock) {
        JdbcClient jdbc = database.jdbc();
        KeptReleases kept = new KeptReleases(new DmdReleaseTable(jdbc), new TariffSettings(null), clock);
        return new LoadDmd(new DmdTable(jdbc), new DmdRowTable(jdbc), kept, tariff, database.transactions(), clock);
    }

    /** What a sandbox loads at its first start. */
    static ReferenceTariff reference(Database database, LoadTariff load, Tariff tariff) {
        ConcessionTable table = new ConcessionTable(database.jdbc());
        Clock clock = Clock.fixed(Instant.parse("2026-07-01T06:00:00Z"), ZoneOffset.UTC);
        LoadConcessions concessions =
                new LoadConcessions(table, new Concessions(table, tariff), tariff, database.transactions(), clock);
        return new ReferenceTariff(new RateTable(database.jdbc()), load, concessions, tariff, database.transactions());
    }
}
