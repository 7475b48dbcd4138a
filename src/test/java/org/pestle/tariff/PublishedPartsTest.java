package org.pestle.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.testing.Outcomes.done;
import static org.pestle.testing.Outcomes.refused;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.Database;
import org.pestle.testing.SharedExamples;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/**
 * The published files of Parts VIIIB, VIIID and IX and of price concessions: whole, and found again by month and code.
 */
class PublishedPartsTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2025, 11);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final DmdCode ACETAZOLAMIDE_SUSPENSION = new DmdCode("8270911000001106");
    private static final DmdCode BISACODYL_ENEMA = new DmdCode("16665111000001100");
    private static final DmdCode TRUE_METRIX_STRIPS = new DmdCode("35128411000001105");

    private final Database database = Database.fresh();
    private final Tariff tariff = LoadedTariff.of(database);
    private final Clock clock = Clock.fixed(Instant.parse("2026-07-01T06:00:00Z"), ZoneOffset.UTC);
    private final LoadTariff load =
            new LoadTariff(new EditionTable(database.jdbc()), tariff, database.transactions(), clock);

    @Test
    void both_layouts_of_part_viiib_give_a_minimum_and_a_price_of_further_units() throws IOException {
        TariffLoad older = done(load(TariffPart.VIIIB, "part-viiib-2025-11.csv", NOVEMBER));
        TariffLoad newer = done(load(TariffPart.VIIIB, "part-viiib-2026-02.csv", FEBRUARY));

        assertThat(older.lines()).isEqualTo(247);
        assertThat(newer.lines()).isEqualTo(247);
        TariffPack acitretin = pack(new DmdCode("11655511000001104"), NOVEMBER);
        assertThat(acitretin.size()).isEqualByComparingTo("60");
        assertThat(acitretin.price()).isEqualTo(new Pence(5994));
        assertThat(acitretin.furtherUnit()).contains(new TariffPack.FurtherUnit(BigDecimal.ONE, new Pence(1)));
        TariffPack acetazolamide = pack(ACETAZOLAMIDE_SUSPENSION, FEBRUARY.plusMonths(1));
        assertThat(acetazolamide.price()).isEqualTo(new Pence(3551));
        assertThat(acetazolamide.furtherUnit()).contains(new TariffPack.FurtherUnit(BigDecimal.ONE, new Pence(12)));
        assertThat(tariff.product(ACETAZOLAMIDE_SUSPENSION, FEBRUARY)
                        .orElseThrow()
                        .list())
                .isEqualTo(PriceList.VIIIB);
    }

    @Test
    void part_viiid_lists_one_pack_for_two_formulations_and_tells_special_containers() throws IOException {
        assertThat(done(load(TariffPart.VIIID, "part-viiid-2025-11.csv", NOVEMBER))
                        .lines())
                .isEqualTo(54);
        assertThat(done(load(TariffPart.VIIID, "part-viiid-2026-02.csv", FEBRUARY))
                        .lines())
                .isEqualTo(56);

        TariffProduct enema = tariff.product(BISACODYL_ENEMA, JULY).orElseThrow();
        assertThat(enema.packs()).extracting(TariffPack::price).containsExactly(new Pence(892), new Pence(892));
        assertThat(enema.facts().flatMap(ProductFacts::specialContainer)).contains("0001");
        assertThat(enema.edition()).isEqualTo(FEBRUARY);
    }

    @Test
    void the_whole_of_part_ix_is_loaded_and_each_product_found_by_its_code() throws IOException {
        TariffLoad loaded = done(load.load(TariffPart.IX, unzipped("part-ix-2026-07.csv.gz"), JULY, Progress.NONE));

        assertThat(loaded.lines()).isEqualTo(66_389);
        TariffProduct strips = tariff.product(TRUE_METRIX_STRIPS, JULY).orElseThrow();
        assertThat(strips.list()).isEqualTo(PriceList.IXR);
        assertThat(strips.facts().flatMap(ProductFacts::bnfCode)).contains("0601060D0EJAAA0");
        assertThat(strips.packs()).anySatisfy(pack -> {
            assertThat(pack.size()).isEqualByComparingTo("100");
            assertThat(pack.price()).isEqualTo(new Pence(990));
        });
        assertThat(database.jdbc()
                        .sql("SELECT gtin FROM tariff_appliance WHERE ampp = '37690311000001107'")
                        .query(String.class)
                        .single())
                .isEqualTo("00021292010034");
    }

    @Test
    void a_sample_of_part_ix_is_refused_once_the_whole_was_loaded() throws IOException {
        done(load.load(TariffPart.IX, unzipped("part-ix-2026-07.csv.gz"), JULY.minusMonths(1), Progress.NONE));

        List<Finding> findings = refused(load(TariffPart.IX, "part-ix-2026-07-sample.csv", JULY));

        assertThat(findings).extracting(Finding::problem).containsExactly(Problem.REFERENCE_FILE_TRUNCATED);
        assertThat(findings.getFirst().sentence()).startsWith("The file has 775 priced lines; the edition of 2026-06");
    }

    @Test
    void the_very_same_file_is_no_edition_of_another_month() throws IOException {
        done(load(TariffPart.VIIID, "part-viiid-2026-02.csv", FEBRUARY));
        assertThat(done(load(TariffPart.VIIID, "part-viiid-2026-02.csv", FEBRUARY))
                        .alreadyHeld())
                .isTrue();

        List<Finding> findings = refused(load(TariffPart.VIIID, "part-viiid-2026-02.csv", FEBRUARY.plusMonths(3)));

        assertThat(findings).extracting(Finding::problem).containsExactly(Problem.REFERENCE_FILE_DUPLICATE);
        assertThat(findings.getFirst().sentence()).isEqualTo("The very same file is the edition of 2026-02.");
    }

    private Outcome<TariffLoad> load(TariffPart part, String file, YearMonth month) throws IOException {
        return load.load(part, Files.readAllBytes(file(file)), month, Progress.NONE);
    }

    private static Path file(String name) {
        return SharedExamples.data().resolve("drug-tariff").resolve(name);
    }

    private static byte[] unzipped(String name) throws IOException {
        try (InputStream stream = new GZIPInputStream(Files.newInputStream(file(name)))) {
            return stream.readAllBytes();
        }
    }

    private TariffPack pack(DmdCode code, YearMonth month) {
        Optional<TariffProduct> product = tariff.product(code, month);
        assertThat(product).isPresent();
        assertThat(product.orElseThrow().packs()).hasSize(1);
        return product.orElseThrow().packs().getFirst();
    }
}
