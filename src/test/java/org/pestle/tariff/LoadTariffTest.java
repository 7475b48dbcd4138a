package org.pestle.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.testing.Outcomes.done;
import static org.pestle.testing.Outcomes.refused;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.testing.Database;
import org.pestle.testing.SharedExamples;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/** Editions and rates in the database: whole or not at all, once, and found by month. */
class LoadTariffTest {
    private static final YearMonth MAY = YearMonth.of(2026, 5);
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final DmdCode PESTLAMOL = new DmdCode("90001999999109");
    private static final DmdCode SALBUTAMOL = new DmdCode("39113611000001102");

    private final Database database = Database.fresh();
    private final RateTable table = new RateTable(database.jdbc());
    private final Tariff tariff = LoadedTariff.of(database);
    private final Clock clock = Clock.fixed(Instant.parse("2026-07-01T06:00:00Z"), ZoneOffset.UTC);
    private final LoadTariff load =
            new LoadTariff(new EditionTable(database.jdbc()), tariff, database.transactions(), clock);
    private final ReferenceTariff reference = LoadedTariff.reference(database, load, tariff);

    @BeforeEach
    void nothing_is_loaded() {
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void loads_a_file_once() {
        byte[] file = TariffPart.VIIIA.shipped(JULY).orElseThrow();

        TariffLoad first = done(load.load(TariffPart.VIIIA, file, JULY, Progress.NONE));
        TariffLoad again = done(load.load(TariffPart.VIIIA, file, JULY, Progress.NONE));

        assertThat(first.alreadyHeld()).isFalse();
        assertThat(first.lines()).isEqualTo(30);
        assertThat(first.products()).isEqualTo(25);
        assertThat(first.withoutPrice()).isEqualTo(1);
        assertThat(again.alreadyHeld()).isTrue();
        assertThat(rows()).isEqualTo(30);
    }

    @Test
    void refuses_another_file_for_a_month_that_has_an_edition() {
        done(load.load(TariffPart.VIIIA, TariffPart.VIIIA.shipped(JULY).orElseThrow(), JULY, Progress.NONE));
        String other = new String(TariffPart.VIIIA.shipped(JULY).orElseThrow(), StandardCharsets.UTF_8)
                .replace(",320", ",321");

        List<Finding> findings =
                refused(load.load(TariffPart.VIIIA, other.getBytes(StandardCharsets.UTF_8), JULY, Progress.NONE));

        assertThat(findings).extracting(Finding::problem).containsExactly(Problem.REFERENCE_EDITION_EXISTS);
        assertThat(tariff.product(PESTLAMOL, JULY)
                        .orElseThrow()
                        .packs()
                        .getFirst()
                        .price())
                .isEqualTo(new Pence(320));
    }

    @Test
    void loads_nothing_of_a_file_with_a_fault() {
        String file = new String(TariffPart.VIIIA.shipped(JULY).orElseThrow(), StandardCharsets.UTF_8)
                .replace(",1251\r", ",-1251\r");

        List<Finding> findings =
                refused(load.load(TariffPart.VIIIA, file.getBytes(StandardCharsets.UTF_8), JULY, Progress.NONE));

        assertThat(findings).extracting(Finding::problem).containsOnly(Problem.REFERENCE_FILE_INVALID);
        assertThat(rows()).isZero();
    }

    @Test
    void refuses_an_edition_much_smaller_than_the_one_before_as_cut_off() {
        done(load.load(TariffPart.VIIIA, TariffPart.VIIIA.shipped(MAY).orElseThrow(), MAY, Progress.NONE));
        String july = new String(TariffPart.VIIIA.shipped(JULY).orElseThrow(), StandardCharsets.UTF_8);
        String cut = july.lines().limit(20).map(line -> line + "\r\n").reduce("", String::concat);

        List<Finding> findings =
                refused(load.load(TariffPart.VIIIA, cut.getBytes(StandardCharsets.UTF_8), JULY, Progress.NONE));

        assertThat(findings.getFirst().sentence()).contains("17 priced lines").contains("cut off");
    }

    @Test
    void the_reference_tariff_is_loaded_into_an_empty_database_only() {
        reference.loadIfEmpty();
        reference.loadIfEmpty();

        assertThat(database.jdbc()
                        .sql("SELECT count(*) FROM tariff_edition")
                        .query(Long.class)
                        .single())
                .isEqualTo(6);
        assertThat(tariff.unit("428673006")).contains("tablet");
        assertThat(tariff.unit("000000000")).isEmpty();
    }

    @Test
    void a_month_takes_the_newest_edition_that_is_not_after_it() {
        reference.loadIfEmpty();

        Map<YearMonth, Long> prices = Map.of(
                MAY,
                312L,
                MAY.plusMonths(1),
                312L,
                JULY,
                320L,
                YearMonth.of(2026, 10),
                320L,
                YearMonth.of(2026, 11),
                298L,
                YearMonth.of(2027, 3),
                298L);

        prices.forEach((month, price) -> {
            TariffProduct product = tariff.product(PESTLAMOL, month).orElseThrow();
            assertThat(product.packs().getFirst().price()).isEqualTo(new Pence(price));
            assertThat(product.edition()).isBeforeOrEqualTo(month);
        });
        assertThat(tariff.product(PESTLAMOL, MAY.minusMonths(1))).isEmpty();
        assertThat(tariff.product(new DmdCode("123456789"), JULY)).isEmpty();
    }

    @Test
    void a_product_comes_with_its_packs_smallest_first_and_its_facts() {
        reference.loadIfEmpty();

        TariffProduct pestlamol = tariff.product(PESTLAMOL, JULY).orElseThrow();
        ProductFacts salbutamol =
                tariff.product(SALBUTAMOL, JULY).orElseThrow().facts().orElseThrow();

        assertThat(pestlamol.packs())
                .extracting(TariffPack::size)
                .containsExactly(new BigDecimal(28), new BigDecimal(84));
        assertThat(pestlamol.category()).contains(TariffCategory.A);
        assertThat(salbutamol.legal()).isEqualTo("POM");
        assertThat(salbutamol.packUnitCode()).contains("3318711000001107");
    }

    @Test
    void an_edition_counts_as_soon_as_it_is_loaded() {
        assertThat(tariff.product(PESTLAMOL, JULY)).isEmpty();

        done(load.load(TariffPart.VIIIA, TariffPart.VIIIA.shipped(JULY).orElseThrow(), JULY, Progress.NONE));

        assertThat(tariff.product(PESTLAMOL, JULY)).isPresent();
    }

    @Test
    void rates_are_kept_as_they_are_on_file() {
        reference.loadIfEmpty();

        for (RateName name : RateName.values()) {
            assertThat(tariff.rates(JULY).rate(name))
                    .isEqualTo(ReferenceRates.of(JULY).rate(name));
        }
    }

    @Test
    void loads_the_published_editions_whole() throws IOException {
        Map<YearMonth, Integer> published = Map.of(
                YearMonth.of(2025, 10), 3609,
                YearMonth.of(2025, 11), 3603,
                YearMonth.of(2025, 12), 3595,
                YearMonth.of(2026, 1), 3590,
                YearMonth.of(2026, 2), 3590,
                YearMonth.of(2026, 3), 3577,
                YearMonth.of(2026, 7), 3535);
        for (YearMonth month : published.keySet().stream().sorted().toList()) {
            byte[] file = Files.readAllBytes(
                    SharedExamples.data().resolve("drug-tariff").resolve("part-viiia-" + month + ".csv"));

            TariffLoad loaded = done(load.load(TariffPart.VIIIA, file, month, Progress.NONE));

            assertThat(loaded.lines() + loaded.withoutPrice())
                    .as(loaded.title())
                    .isEqualTo(published.get(month));
        }
        assertThat(tariff.product(new DmdCode("39732011000001102"), JULY)
                        .orElseThrow()
                        .packs()
                        .getFirst()
                        .price())
                .isEqualTo(new Pence(64));
    }

    private long rows() {
        return database.jdbc()
                .sql("SELECT count(*) FROM tariff_pack")
                .query(Long.class)
                .single();
    }
}
