package org.pestle.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pestle.problems.Outcome;
import org.pestle.testing.Database;
import org.pestle.testing.SharedExamples;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/** Price concessions: for whole months, by the name and pack that the tariff lists, and what each load changed. */
class ConcessionsTest {
    private static final YearMonth JUNE = YearMonth.of(2026, 6);
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final DmdCode EZETIMIBE = new DmdCode("42209811000001105");
    private static final DmdCode PESTLAMOL = new DmdCode("90001999999109");
    private static final String JUNE_FILE = """
            month,drug,pack_size,price_pence
            2026-06,Ezetimibe 10mg tablets,28,900
            2026-06,PESTLAMOL 50mg tablets,84,1250
            2026-06,Chloramphenicol 0.5% eye drops,10ml,310
            2026-06,Nowheramide 5mg tablets,28,100
            """;

    private final Database database = Database.fresh();
    private final Tariff tariff = LoadedTariff.of(database);
    private final Clock clock = Clock.fixed(Instant.parse("2026-07-08T06:00:00Z"), ZoneOffset.UTC);
    private final ConcessionTable table = new ConcessionTable(database.jdbc());
    private final Concessions concessions = new Concessions(table, tariff);
    private final LoadConcessions load =
            new LoadConcessions(table, concessions, tariff, database.transactions(), clock);

    @BeforeEach
    void the_tariff_of_may_is_in_force_in_june() {
        YearMonth may = YearMonth.of(2026, 5);
        LoadTariff editions = new LoadTariff(new EditionTable(database.jdbc()), tariff, database.transactions(), clock);
        assertThat(editions.load(TariffPart.VIIIA, TariffPart.VIIIA.shipped(may).orElseThrow(), may, Progress.NONE))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_concession_counts_in_its_month_alone_and_for_its_pack_alone() {
        assertThat(ezetimibe(JUNE).concession()).isEmpty();

        load(JUNE_FILE);

        assertThat(ezetimibe(JUNE).concession()).contains(new Pence(900));
        assertThat(ezetimibe(JUNE).price()).isEqualTo(new Pence(94));
        assertThat(ezetimibe(JULY).concession()).isEmpty();
        assertThat(ezetimibe(JUNE.minusMonths(1)).concession()).isEmpty();
        assertThat(tariff.product(PESTLAMOL, JUNE).orElseThrow().packs())
                .extracting(TariffPack::concession)
                .containsExactly(Optional.empty(), Optional.of(new Pence(1250)));
    }

    @Test
    void what_no_edition_lists_is_kept_and_told() {
        ConcessionLoad loaded = load(JUNE_FILE);

        assertThat(loaded.lines()).isEqualTo(4);
        assertThat(loaded.changed()).hasSize(4);
        assertThat(loaded.unmatched()).singleElement().satisfies(concession -> {
            assertThat(concession.name()).isEqualTo("Nowheramide 5mg tablets");
            assertThat(concession.fileRow()).isEqualTo(5);
        });
        assertThat(concessions.inForce(JUNE)).hasSize(4);
    }

    @Test
    void a_later_load_tells_exactly_what_it_changed() {
        load(JUNE_FILE);

        ConcessionLoad late = load("""
                Date,Name,Pack Size,Price Pence,Notes,URL (if applicable)
                2026-06-01,Ezetimibe 10mg tablets,28,900,,
                2026-06-01,Pestlamol 50mg tablets,84.0,1300,,https://example.org/improved
                2026-07-01,Pestlamol 50mg tablets,84,1100,,https://example.org/july""");

        assertThat(concessions.changedBy(late.load()))
                .extracting(changed -> changed.month() + " " + changed.name() + " " + changed.price())
                .containsExactly("2026-06 Pestlamol 50mg tablets £13.00", "2026-07 Pestlamol 50mg tablets £11.00");
        assertThat(concessions.changedBy(late.load(), JUNE))
                .extracting(changed -> changed.pack().orElseThrow())
                .containsExactly(new Concession.Pack(PESTLAMOL, new DmdCode("90003999999108")));
        assertThat(concessions.inForce(JUNE)).hasSize(4);
        assertThat(tariff.product(PESTLAMOL, JUNE)
                        .orElseThrow()
                        .packs()
                        .getLast()
                        .concession())
                .contains(new Pence(1300));
    }

    @Test
    void the_very_same_file_changes_nothing_and_has_the_same_number() {
        ConcessionLoad first = load(JUNE_FILE);
        ConcessionLoad again = load(JUNE_FILE);

        assertThat(again.alreadyHeld()).isTrue();
        assertThat(again.load()).isEqualTo(first.load());
        assertThat(again.changed()).isEmpty();
        assertThat(concessions.changedBy(first.load())).hasSize(4);
    }

    @Test
    void the_published_concessions_are_loaded_whole() throws IOException {
        ConcessionLoad archive = load(published("price_concessions_archive.csv"));
        ConcessionLoad late = load(published("concessions_late_2025_2026.csv"));

        assertThat(archive.lines()).isEqualTo(506);
        assertThat(late.lines()).isEqualTo(17);
        assertThat(ezetimibe(JUNE).concession()).contains(new Pence(900));
    }

    private TariffPack ezetimibe(YearMonth month) {
        return tariff.product(EZETIMIBE, month).orElseThrow().packs().getFirst();
    }

    private static byte[] published(String name) throws IOException {
        return Files.readAllBytes(SharedExamples.data().resolve("concessions").resolve(name));
    }

    private ConcessionLoad load(String file) {
        return load(file.getBytes(StandardCharsets.UTF_8));
    }

    private ConcessionLoad load(byte[] file) {
        Outcome<ConcessionLoad> outcome = load.load(file, Progress.NONE);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<ConcessionLoad>) outcome).value();
    }
}
