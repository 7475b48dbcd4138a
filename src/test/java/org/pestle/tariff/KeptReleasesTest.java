package org.pestle.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.testing.Outcomes.done;
import static org.pestle.testing.Outcomes.refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.Database;
import org.pestle.testing.MovedClock;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/** Releases of dm+d that have shrunk beside the one before, and such as nothing needs any more. */
class KeptReleasesTest {
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    /** In the small release, without a mapping. */
    private static final int ROWS = 35;

    private static final String IF_WHOLE = ". It may have been cut off."
            + " If it is whole, start load-dmd again with accept-shrunk-to=%s, which is all its rows.";
    private static final List<String> TABLES = Stream.concat(
                    Stream.of("tariff_bnf"),
                    Stream.of("release", "rows", "term", "vmp", "vmpp", "amp", "ampp", "gtin", "history", "facts")
                            .map(rest -> "tariff_dmd_" + rest))
            .toList();
    private static final DmdCode EXEMPLOR = new DmdCode("90068999999106");

    private static final Database DATABASE = Database.fresh();

    private final Tariff tariff = LoadedTariff.of(DATABASE);
    private final MovedClock clock = new MovedClock(Instant.parse("2026-05-15T06:00:00Z"));

    @TempDir
    private Path folder;

    @BeforeEach
    void nothing_is_on_file() {
        TABLES.forEach(table -> DATABASE.jdbc().sql("DELETE FROM " + table).update());
    }

    @ParameterizedTest(name = "{1} of {0}, {2} fewer: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # file     | element      | fewer | rows of the kind
            f_lookup2  | INFO         | 1     |
            f_lookup2  | INFO         | 2     | 8 rows of the kind TERM; that of 2026-05-01 has 10
            f_vmp2     | DFORM        | 1     | 1 rows of the kind FORM; that of 2026-05-01 has 2
            f_vmp2     | CONTROL_INFO | 1     | 1 rows of the kind CONTROL; that of 2026-05-01 has 2
            f_vmpp2    | DTINFO       | 1     | 0 rows of the kind TARIFF; that of 2026-05-01 has 1
            f_ampp2    | PRICE_INFO   | 1     | 2 rows of the kind PRICE; that of 2026-05-01 has 3
            f_ampp2    | REIMB_INFO   | 1     | 2 rows of the kind REIMBURSEMENT; that of 2026-05-01 has 3
            f_ampp2    | PRESCRIB_INFO| 1     | 0 rows of the kind PRESCRIBING; that of 2026-05-01 has 1
            f_gtin2    | GTINDATA     | 1     | 0 rows of the kind GTIN; that of 2026-05-01 has 1
            f_history1 | AMP          | 1     | 1 rows of the kind HISTORY; that of 2026-05-01 has 2
            """)
    void a_release_with_less_than_nine_tenths_of_any_kind_of_rows_is_refused(
            String file, String element, int fewer, String told) throws IOException {
        done(load(release(MAY)));
        Path next = release(MAY.plusWeeks(1));
        Path shrunk = only(next, file);
        Files.writeString(shrunk, without(fewer, element, Files.readString(shrunk)));

        Outcome<DmdLoad> outcome = load(next);

        if (told == null) {
            done(outcome);
        } else {
            assertThat(refused(outcome)).singleElement().satisfies(finding -> {
                assertThat(finding.problem()).isEqualTo(Problem.REFERENCE_FILE_TRUNCATED);
                assertThat(finding.sentence()).isEqualTo("The release has " + told + IF_WHOLE.formatted(ROWS - fewer));
            });
            assertThat(days("tariff_dmd_release")).containsExactly("2026-05-01");
            assertThat(days("tariff_dmd_term")).containsExactly("2026-05-01");
        }
    }

    @Test
    void a_mapping_that_has_shrunk_is_refused_and_a_release_without_one_is_not() throws IOException {
        done(load(mapped(release(MAY), "90068999999106", "90069999999101")));
        done(load(release(MAY.plusWeeks(1))));

        assertThat(refused(load(mapped(release(MAY.plusWeeks(2)), "90068999999106"))))
                .extracting(Finding::sentence)
                .containsExactly("The release has 1 rows of the kind BNF; that of 2026-05-01 has 2"
                        + IF_WHOLE.formatted(ROWS + 1));
    }

    @Test
    void a_release_that_has_really_shrunk_is_loaded_if_somebody_says_how_many_rows_it_has() throws IOException {
        done(load(mapped(release(MAY), "90068999999106", "90069999999101")));
        Path next = mapped(release(MAY.plusWeeks(1)), "90068999999106");
        Path vmps = only(next, "f_vmp2");
        Files.writeString(vmps, without(1, "DFORM", Files.readString(vmps)));

        assertThat(refused(load(next, null))).hasSize(2);
        assertThat(refused(load(next, ROWS + 1L))).hasSize(2);
        assertThat(refused(load(next, ROWS - 1L))).hasSize(2);
        assertThat(days("tariff_dmd_release")).containsExactly("2026-05-01");
        assertThat(done(load(next, (long) ROWS)).rows()).isEqualTo(ROWS);

        assertThat(days("tariff_dmd_release")).containsExactly("2026-05-01", "2026-05-08");
        Path same = mapped(release(MAY.plusWeeks(2)), "90068999999106");
        assertThat(done(load(same)).rows())
                .as("it is compared with the one that shrank")
                .isEqualTo(ROWS + 1);
    }

    @Test
    void releases_go_once_no_month_that_is_kept_needs_them_and_a_mapping_stays_while_it_is_in_force()
            throws IOException {
        done(load(mapped(release(MAY), "90068999999106", "90069999999101")));
        assertThat(done(load(release(MAY.plusWeeks(1)))).deleted()).isZero();

        clock.moveTo(Instant.parse("2026-06-30T06:00:00Z"));
        assertThat(done(load(release(MAY.plusMonths(1)))).deleted())
                .as("claims of the month before are still priced")
                .isZero();

        clock.moveTo(Instant.parse("2026-07-01T06:00:00Z"));
        assertThat(done(load(release(MAY.plusMonths(2)))).deleted())
                .as("another came within its month")
                .isOne();
        assertThat(days("tariff_dmd_release")).containsExactly("2026-05-08", "2026-06-01", "2026-07-01");
        assertThat(days("tariff_dmd_ampp")).containsExactly("2026-05-08", "2026-06-01", "2026-07-01");
        assertThat(days("tariff_bnf")).containsExactly("2026-05-01");

        clock.moveTo(Instant.parse("2027-06-30T06:00:00Z"));
        assertThat(done(load(release(MAY.plusMonths(13)))).deleted())
                .as("a year is kept, and June of last year had the release of its first day")
                .isOne();
        assertThat(days("tariff_dmd_facts")).containsExactly("2026-06-01", "2026-07-01", "2027-06-01");
        assertThat(days("tariff_bnf")).containsExactly("2026-05-01");
        assertThat(tariff.product(EXEMPLOR, YearMonth.of(2026, 6)).orElseThrow().packs())
                .singleElement()
                .satisfies(pack -> assertThat(pack.price()).isEqualTo(new Pence(2150)));
    }

    @Test
    void how_long_releases_are_kept_can_change_on_a_day() {
        TariffSettings settings = new TariffSettings(List.of(new TariffSettings.Keeping(MAY, 3)));

        assertThat(settings.releaseMonths(MAY.minusDays(1))).isEqualTo(12);
        assertThat(settings.releaseMonths(MAY)).isEqualTo(3);
    }

    /** The small release as if it were of that day. */
    private Path release(LocalDate day) throws IOException {
        Path release = Files.createDirectory(folder.resolve(day.toString()));
        String suffix = day.format(DateTimeFormatter.ofPattern("ddMMyy", Locale.ROOT));
        for (String name : ReferenceFiles.dmd()) {
            Files.copy(Path.of("db", "reference", "dmd", name), release.resolve(name.replace("010526", suffix)));
        }
        return release;
    }

    private static Path only(Path release, String kind) throws IOException {
        try (var files = Files.newDirectoryStream(release, kind + "*")) {
            return files.iterator().next();
        }
    }

    private static String without(int fewer, String element, String text) {
        String left = text;
        for (int i = 0; i < fewer; i++) {
            String end = "</" + element + ">";
            int from = left.indexOf("<" + element + ">");
            left = left.substring(0, from) + left.substring(left.indexOf(end, from) + end.length());
        }
        return left;
    }

    /** Puts a workbook into the release that maps these brands. */
    private static Path mapped(Path release, String... brands) throws IOException {
        StringBuilder sheet = new StringBuilder("<worksheet><sheetData><row>"
                + cell("B", "VMP / VMPP/ AMP / AMPP")
                + cell("C", "BNF Code")
                + cell("E", "SNOMED Code")
                + "</row>");
        for (String brand : brands) {
            sheet.append("<row>" + cell("B", "AMP") + cell("C", "0101010A0BBAAAA") + cell("E", "'" + brand) + "</row>");
        }
        try (ZipOutputStream book = new ZipOutputStream(Files.newOutputStream(release.resolve("mapping.xlsx")))) {
            book.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            book.write(sheet.append("</sheetData></worksheet>").toString().getBytes(StandardCharsets.UTF_8));
        }
        return release;
    }

    private static String cell(String column, String text) {
        return "<c r=\"" + column + "1\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private Outcome<DmdLoad> load(Path release) throws IOException {
        return load(release, null);
    }

    private Outcome<DmdLoad> load(Path release, @Nullable Long accepted) throws IOException {
        try (DmdSource source = DmdSource.of(release)) {
            return LoadedTariff.dmd(DATABASE, tariff, clock).load(source, accepted, Progress.NONE);
        }
    }

    private List<String> days(String table) {
        return DATABASE.jdbc()
                .sql("SELECT DISTINCT released_on::text FROM " + table + " ORDER BY 1")
                .query(String.class)
                .list();
    }
}
