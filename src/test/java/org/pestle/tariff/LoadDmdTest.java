package org.pestle.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.testing.Outcomes.done;
import static org.pestle.testing.Outcomes.refused;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.Database;
import org.pestle.testing.SharedExamples;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;
import org.springframework.jdbc.core.simple.JdbcClient;

/** dm+d releases: whole and balanced or not at all, and what they tell of a product (reimbursement.md 7.1). */
class LoadDmdTest {
    private static final YearMonth MAY = YearMonth.of(2026, 5);
    private static final DmdCode EXEMPLOR = new DmdCode("90068999999106");
    private static final DmdCode EXEMPLOR_BEFORE = new DmdCode("90075999999103");
    private static final DmdCode EXEMPLAZOLE = new DmdCode("90069999999101");
    private static final DmdCode EXEMPLAZOLE_TABLETS = new DmdCode("90063999999109");
    private static final DmdCode EXEMPLAZOLE_SUSPENSION = new DmdCode("90065999999107");
    private static final DmdCode EXEMPLOR_SUSPENSION = new DmdCode("90072999999102");
    private static final String AMPP = "f_ampp2_3010526.xml";

    private final Database database = Database.fresh();
    private final Tariff tariff = LoadedTariff.of(database);
    private final Clock clock = Clock.fixed(Instant.parse("2026-05-02T06:00:00Z"), ZoneOffset.UTC);
    private final LoadDmd load = LoadedTariff.dmd(database, tariff, clock);

    @TempDir
    private Path folder;

    @BeforeEach
    void the_small_release_lies_in_a_folder() throws IOException {
        for (String name : ReferenceFiles.dmd()) {
            Files.copy(Path.of("db", "reference", "dmd", name), folder.resolve(name));
        }
    }

    @Test
    void a_brand_has_its_suppliers_price_and_what_its_pack_says() {
        done(load(folder));

        TariffProduct exemplor = tariff.product(EXEMPLOR, MAY).orElseThrow();
        ProductFacts facts = exemplor.facts().orElseThrow();

        assertThat(exemplor.list()).isEqualTo(PriceList.BRAND);
        assertThat(exemplor.name()).isEqualTo("Exemplor 20mg tablets (Exempla Ltd)");
        assertThat(exemplor.packs()).singleElement().satisfies(pack -> {
            assertThat(pack.price()).isEqualTo(new Pence(2150));
            assertThat(pack.size()).isEqualByComparingTo("30");
            assertThat(pack.unit()).isEqualTo("tablet");
        });
        assertThat(facts.legal()).isEqualTo("POM");
        assertThat(facts.controlledDrugSchedule()).isEqualTo(2);
        assertThat(facts.discountNotDeducted()).isTrue();
        assertThat(facts.fees()).isEqualTo(2);
        assertThat(facts.charges()).isEqualTo(2);
        assertThat(facts.zeroDiscountIfEndorsed()).isFalse();
        assertThat(tariff.product(EXEMPLAZOLE, MAY).orElseThrow().facts())
                .map(ProductFacts::zeroDiscountIfEndorsed)
                .contains(true);
        assertThat(tariff.unit("258773002")).contains("ml");
    }

    @Test
    void a_release_counts_from_its_month_on() {
        done(load(folder));

        assertThat(tariff.product(EXEMPLOR, MAY.minusMonths(1))).isEmpty();
        assertThat(tariff.product(EXEMPLOR, MAY.plusMonths(7))).isPresent();
    }

    @Test
    void a_code_that_was_replaced_stands_for_the_one_that_replaced_it() {
        done(load(folder));

        assertThat(tariff.product(EXEMPLOR_BEFORE, MAY)).isEqualTo(tariff.product(EXEMPLOR, MAY));
        assertThat(history("90063999999109")).isEqualTo("90064999999104");
    }

    @Test
    void a_unit_has_its_word_by_the_code_that_it_had_before_too() throws IOException {
        change("f_lookup2_3010526.xml", "<CD>258773002</CD>", """
                <CD>258773002</CD><CDDT>2008-11-01</CDDT><CDPREV>90076999999101</CDPREV>""");
        done(load(folder));

        assertThat(tariff.unit("90076999999101")).contains("ml");
        assertThat(history("258773002")).isEqualTo("90076999999101");
    }

    @Test
    void a_product_is_licensed_if_every_brand_that_it_stands_for_is() {
        done(load(folder));
        Licences licences = new Licences(new DmdTable(database.jdbc()), new LicenceTable(database.jdbc()));
        DmdCode pack = new DmdCode("90070999999107");
        DmdCode genericPack = new DmdCode("90066999999100");

        Map.of("0000", false, "0001", true, "0002", false, "0003", false, "0004", true)
                .forEach((licence, isLicensed) -> {
                    set("tariff_dmd_amp", "licence = '" + licence + "' WHERE apid = '90068999999106'");

                    assertThat(List.of(EXEMPLOR, pack, genericPack, EXEMPLAZOLE_TABLETS))
                            .as(licence)
                            .allMatch(code -> licences.isLicensed(code, MAY) == isLicensed);
                    assertThat(licences.isLicensed(new DmdCode("90069999999101"), MAY))
                            .as("its other brand")
                            .isTrue();
                });
        set("tariff_dmd_amp", "licence = '0001'");
        assertThat(licences.isLicensed(EXEMPLAZOLE_TABLETS, MAY)).isTrue();
        set("tariff_dmd_vmp", "not_available = '0001'");
        assertThat(licences.isLicensed(EXEMPLAZOLE_TABLETS, MAY))
                .as("none of its brands can be had")
                .isFalse();
        assertThat(licences.isLicensed(EXEMPLOR, MAY)).isTrue();
        assertThat(licences.isLicensed(new DmdCode("90001999999109"), MAY))
                .as("nobody knows it")
                .isFalse();
        assertThat(licences.isLicensed(EXEMPLOR, MAY.minusMonths(1))).isFalse();
    }

    private void set(String table, String what) {
        JdbcClient.create(database.owner())
                .sql("UPDATE " + table + " SET " + what)
                .update();
    }

    @Test
    void a_generic_product_has_a_price_here_only_if_a_single_brand_has_one() {
        done(load(folder));

        assertThat(tariff.product(EXEMPLAZOLE_TABLETS, MAY)).isEmpty();
        TariffProduct suspension = tariff.product(EXEMPLAZOLE_SUSPENSION, MAY).orElseThrow();
        assertThat(suspension.code()).isEqualTo(EXEMPLOR_SUSPENSION);
        assertThat(tariff.disallowed(EXEMPLAZOLE_SUSPENSION, MAY)).contains(DisallowedReason.BLACKLISTED);
        assertThat(suspension.facts().flatMap(ProductFacts::specialContainer)).contains("0001");
    }

    @Test
    void its_packs_say_which_product_needs_an_endorsement_and_which_formulary_has_it() throws IOException {
        change(AMPP, "  </DRUG_PRODUCT_PRESCRIB_INFO>", """
                <PRESCRIB_INFO>
                  <APPID>90070999999107</APPID>
                  <SCHED_2>0001</SCHED_2>
                  <ACBS>0001</ACBS>
                  <NURSE_F>0001</NURSE_F>
                </PRESCRIB_INFO>
                <PRESCRIB_INFO>
                  <APPID>90071999999100</APPID>
                  <ACBS>0001</ACBS>
                  <DENT_F>0001</DENT_F>
                </PRESCRIB_INFO>
                </DRUG_PRODUCT_PRESCRIB_INFO>""");
        done(load(folder));

        assertThat(tariff.disallowed(EXEMPLOR, MAY))
                .containsExactlyInAnyOrder(
                        DisallowedReason.NOT_ENDORSED_SLS,
                        DisallowedReason.NOT_ENDORSED_ACBS,
                        DisallowedReason.NOT_IN_DENTAL_FORMULARY);
        assertThat(tariff.disallowed(EXEMPLAZOLE, MAY))
                .containsExactlyInAnyOrder(DisallowedReason.NOT_ENDORSED_ACBS, DisallowedReason.NOT_IN_NURSE_FORMULARY);
        assertThat(tariff.disallowed(EXEMPLAZOLE_TABLETS, MAY))
                .as("of two brands, one in either formulary and one in the selected list")
                .containsExactly(DisallowedReason.NOT_ENDORSED_ACBS);
        assertThat(tariff.disallowed(EXEMPLOR, MAY.minusMonths(1))).isEmpty();
    }

    @Test
    void a_brand_that_nobody_may_prescribe_gives_its_generic_product_no_price() throws IOException {
        change(AMPP, "  </DRUG_PRODUCT_PRESCRIB_INFO>", """
                <PRESCRIB_INFO>
                  <APPID>90071999999100</APPID>
                  <SCHED_1>0001</SCHED_1>
                </PRESCRIB_INFO>
                </DRUG_PRODUCT_PRESCRIB_INFO>""");
        done(load(folder));

        assertThat(tariff.cheapestBrandOf(EXEMPLAZOLE_TABLETS, MAY)).contains(EXEMPLOR);
        assertThat(tariff.product(EXEMPLAZOLE_TABLETS, MAY))
                .as("the only brand that is left")
                .map(TariffProduct::code)
                .contains(EXEMPLOR);
        assertThat(tariff.disallowed(EXEMPLAZOLE, MAY)).contains(DisallowedReason.BLACKLISTED);
        assertThat(tariff.product(EXEMPLAZOLE, MAY)).isPresent();
    }

    @Test
    void the_same_release_again_changes_nothing_and_other_files_of_the_day_are_refused() throws IOException {
        DmdLoad first = done(load(folder));
        assertThat(first).isEqualTo(new DmdLoad(LocalDate.of(2026, 5, 1), 35, 0, false));

        assertThat(done(load(folder)).alreadyHeld()).isTrue();
        change(AMPP, ">2150<", ">2151<");
        assertThat(refused(load(folder)))
                .extracting(Finding::problem)
                .containsExactly(Problem.REFERENCE_EDITION_EXISTS);
    }

    @Test
    void a_release_is_read_from_its_zip_file() throws IOException {
        Path zip = folder.resolve("nhsbsa_dmd.zip");
        try (ZipOutputStream packed = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : ReferenceFiles.dmd()) {
                packed.putNextEntry(new ZipEntry("release/" + name));
                packed.write(Files.readAllBytes(folder.resolve(name)));
            }
        }

        assertThat(done(load(zip)).rows()).isEqualTo(35);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # file               | instead of                     | this                          | code                        | place
            f_vmp2_3010526.xml   | <NM>Exemplazole 20mg tablets   | <NM>                          | REFERENCE_FILE_INVALID      | row 5, column
            f_vmp2_3010526.xml   | 90063999999109</VPID>          | 90063999999100</VPID>         | REFERENCE_FILE_INVALID      | row 5, column
            f_vmpp2_3010526.xml  | 30.00                          | thirty                        | REFERENCE_FILE_INVALID      | row 5, column
            f_ampp2_3010526.xml  | >2150<                         | >21.50<                       | REFERENCE_FILE_INVALID      | row 34, column
            f_ampp2_3010526.xml  | <APPID>90071999999100          | <APPID>90070999999107         | REFERENCE_FILE_DUPLICATE    | row 12, column
            f_ampp2_3010526.xml  | </AMPPS>                       | </AMPP>                       | REFERENCE_FILE_INVALID      | row 26, column
            f_ampp2_3010526.xml  | ACTUAL_MEDICINAL_PROD_PACKS    | ACTUAL_PACKS                  | REFERENCE_FILE_COLUMNS      | row 1, column 1
            f_amp2_3010526.xml   | <VPID>90063999999109           | <VPID>90001999999109          | REFERENCE_FILE_NOT_BALANCED | row 5, column 1
            f_vmpp2_3010526.xml  | 428673006                      | 428673007                     | REFERENCE_FILE_NOT_BALANCED | row 5, column 1
            """)
    void each_fault_is_told_with_its_file_row_and_column(
            String file, String right, String wrong, Problem code, String place) throws IOException {
        change(file, right, wrong);

        List<Finding> findings = refused(load(folder));

        assertThat(findings.getFirst().problem()).isEqualTo(code);
        assertThat(findings.getFirst().place().orElseThrow()).startsWith(file + ", " + place);
        assertThat(rowsKept()).isZero();
    }

    @Test
    void a_release_that_was_cut_off_anywhere_is_told() throws IOException {
        for (String name : ReferenceFiles.dmd()) {
            byte[] whole = Files.readAllBytes(folder.resolve(name));
            for (int percent : new int[] {10, 50, 90, 99}) {
                byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
                Files.write(folder.resolve(name), cut);

                assertThat(refused(load(folder)))
                        .as(name + " at " + percent + "%")
                        .extracting(Finding::problem)
                        .contains(Problem.REFERENCE_FILE_TRUNCATED);
            }
            Files.write(folder.resolve(name), whole);
        }
        assertThat(rowsKept()).isZero();
    }

    @Test
    void prices_that_stand_before_their_packs_are_told() throws IOException {
        String text = Files.readString(folder.resolve(AMPP));
        int prices = text.indexOf("  <MEDICINAL_PRODUCT_PRICE>");
        int end = text.indexOf("  <REIMBURSEMENT_INFO>");
        int packs = text.indexOf("  <AMPPS>");
        Files.writeString(
                folder.resolve(AMPP),
                text.substring(0, packs)
                        + text.substring(prices, end)
                        + text.substring(packs, prices)
                        + text.substring(end));

        assertThat(refused(load(folder))).singleElement().satisfies(finding -> {
            assertThat(finding.problem()).isEqualTo(Problem.REFERENCE_FILE_NOT_BALANCED);
            assertThat(finding.sentence())
                    .isEqualTo("3 rows of the kind PRICE belong to none that stands before them.");
        });
    }

    @Test
    void another_encoding_than_the_file_says_is_told() throws IOException {
        String text = Files.readString(folder.resolve(AMPP)).replace("Exemplor", "Exemplór");
        Files.write(folder.resolve(AMPP), text.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refused(load(folder))).extracting(Finding::problem).contains(Problem.REFERENCE_FILE_ENCODING);
    }

    @Test
    void a_missing_file_one_of_another_day_and_a_second_of_its_kind_are_told() throws IOException {
        Files.move(folder.resolve("f_vtm2_3010526.xml"), folder.resolve("f_vtm2_3080526.xml"));
        assertThat(refused(load(folder)))
                .extracting(Finding::sentence)
                .containsExactly("The file of the kind VTM is of another day than that of the kind VMP.");

        Files.delete(folder.resolve("f_vtm2_3080526.xml"));
        assertThat(refused(load(folder))).singleElement().satisfies(finding -> {
            assertThat(finding.problem()).isEqualTo(Problem.REFERENCE_RELEASE_INCOMPLETE);
            assertThat(finding.sentence()).isEqualTo("There is no file of the kind VTM.");
        });

        Files.copy(folder.resolve(AMPP), folder.resolve("f_ampp2_3080526.xml"));
        assertThat(refused(load(folder))).extracting(Finding::problem).contains(Problem.REFERENCE_FILE_DUPLICATE);
    }

    @Test
    void the_published_release_and_its_mapping_are_loaded_whole() throws IOException {
        Path published = SharedExamples.data().resolve("dmd").resolve("release-2019-04-01");
        Path release = Files.createDirectory(folder.resolve("published"));
        try (Stream<Path> files = Files.list(published)) {
            files.forEach(file -> copy(file, release));
        }
        copy(SharedExamples.data().resolve("bnf").resolve("bnf_snomed_mapping_sample.xlsx"), release);
        YearMonth april = YearMonth.of(2019, 4);

        DmdLoad loaded = done(load(release));

        assertThat(loaded.release()).isEqualTo(LocalDate.of(2019, 4, 1));
        assertThat(count("tariff_dmd_vmp")).isEqualTo(7);
        assertThat(count("tariff_dmd_vmpp")).isEqualTo(14);
        assertThat(count("tariff_dmd_amp")).isEqualTo(15);
        assertThat(count("tariff_dmd_ampp")).isEqualTo(26);
        assertThat(history("36016311000001102")).isEqualTo("347209005");
        TariffProduct adenocor =
                tariff.product(new DmdCode("4744411000001104"), april).orElseThrow();
        assertThat(adenocor.list()).isEqualTo(PriceList.BRAND);
        assertThat(adenocor.facts().flatMap(ProductFacts::bnfCode)).isPresent();
    }

    private static void copy(Path file, Path to) {
        try {
            Files.copy(file, to.resolve(file.getFileName().toString()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void change(String file, String right, String wrong) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(right);
        String changed = right.startsWith("ACTUAL") ? text.replace(right, wrong) : replaceFirst(text, right, wrong);
        Files.writeString(folder.resolve(file), changed);
    }

    private static String replaceFirst(String text, String right, String wrong) {
        int at = text.indexOf(right);
        return text.substring(0, at) + wrong + text.substring(at + right.length());
    }

    private Outcome<DmdLoad> load(Path from) {
        try (DmdSource source = DmdSource.of(from)) {
            return load.load(source, Progress.NONE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String history(String code) {
        return database.jdbc()
                .sql("SELECT previous FROM tariff_dmd_history WHERE code = :code")
                .param("code", code)
                .query(String.class)
                .single();
    }

    private long rowsKept() {
        return count("tariff_dmd_term") + count("tariff_dmd_vmp") + count("tariff_dmd_release");
    }

    private long count(String table) {
        return database.jdbc()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}
