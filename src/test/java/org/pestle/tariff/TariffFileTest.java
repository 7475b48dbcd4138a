package org.pestle.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;

/** The published layout of Part VIIIA, and everything that makes a file not that (reimbursement.md 7.2). */
class TariffFileTest {
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final String TOP = """
            July Drug Tariff Part VIIIA,,,,,,
            ,,,,,,
            Medicine,Pack size,,VMP Snomed Code,VMPP Snomed Code,Drug Tariff Category,Basic Price
            """;
    private static final String PESTLAMOL =
            "Pestlamol 50mg tablets,28,tablet,90001999999109,90002999999107,Part VIIIA Category A,312\n";
    private static final String PESTLAMOL_84 =
            "Pestlamol 50mg tablets,84,tablet,90001999999109,90003999999108,Part VIIIA Category A,905\n";
    private static final String MORTARINE =
            "Mortarine 2.5% gel,22.5,gram,90004999999103,90005999999106,Part VIIIA Category C,1140\n";

    @Test
    void reads_title_names_decimal_sizes_units_codes_categories_prices_and_rows() {
        TariffFile file = read(TOP + PESTLAMOL + MORTARINE);

        assertThat(file.title()).isEqualTo("July Drug Tariff Part VIIIA");
        assertThat(file.lines())
                .extracting(line -> line.vmp() + " " + line.name() + " "
                        + line.category().orElseThrow() + " " + packed(line.pack()))
                .containsExactly(
                        "90001999999109 Pestlamol 50mg tablets A 90002999999107 of 28 tablet at £3.12 in row 4",
                        "90004999999103 Mortarine 2.5% gel C 90005999999106 of 22.5 gram at £11.40 in row 5");
    }

    @Test
    void passes_over_blank_rows_and_counts_lines_without_a_price() {
        String noPrice = MORTARINE.replace("1140", "");

        TariffFile file = read(TOP + PESTLAMOL + noPrice + ",,,,,,\n\n   ,,\n");

        assertThat(file.lines()).hasSize(1);
        assertThat(file.withoutPrice()).isEqualTo(1);
    }

    @Test
    void reads_utf_8_with_and_without_its_mark_and_latin_1_alike() {
        String text = TOP + PESTLAMOL.replace("Pestlamol", "Résumé, extra").replaceFirst("([^,]+, [^,]+)", "\"$1\"");
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        marked.writeBytes(utf8);

        for (byte[] file : List.of(utf8, marked.toByteArray(), text.getBytes(StandardCharsets.ISO_8859_1))) {
            assertThat(read(file).lines().getFirst().name()).isEqualTo("Résumé, extra 50mg tablets");
        }
    }

    @Test
    void reads_windows_line_ends() {
        assertThat(read((TOP + PESTLAMOL).replace("\n", "\r\n")).lines()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} -> {1} at {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # instead of               | this                     | is found at      | and said to be
            ,312                       | ,-312                    | row 4, column 7  | The price must be whole pence
            ,312                       | ,3.12                    | row 4, column 7  | The price must be whole pence
            ,312                       | ,"1,312"                 | row 4, column 7  | The price must be whole pence
            ,312                       | ,£312                    | row 4, column 7  | The price must be whole pence
            ,312                       | ,312,x                   | row 4, column 8  | There is no such column
            ,28,                       | ,0,                      | row 4, column 2  | The pack size must be a number
            ,28,                       | ,0.000,                  | row 4, column 2  | The pack size must be a number
            ,28,                       | ,-28,                    | row 4, column 2  | The pack size must be a number
            ,28,                       | ,2x14,                   | row 4, column 2  | The pack size must be a number
            ,28,                       | ,,                       | row 4, column 2  | The pack size must be a number
            ,tablet,                   | ,,                       | row 4, column 3  | The name of the unit is missing
            Pestlamol 50mg tablets,28 | ,28 | row 4, column 1 | The name of the medicine is missing
            90001999999109             | 9.00019999991E+13        | row 4, column 4  | A code of six to eighteen digits
            90001999999109             | 90001999999100           | row 4, column 4  | The code's check digit is wrong
            90002999999107             | 90002999999170           | row 4, column 5  | The code's check digit is wrong
            90002999999107             | ''                       | row 4, column 5  | A code of six to eighteen digits
            Part VIIIA Category A      | Part VIIIA Category B    | row 4, column 6  | The category must be
            Part VIIIA Category A      | A                        | row 4, column 6  | The category must be
            July Drug                  | August Drug              | row 1, column 1  | The title names another month
            July Drug                  | July 2025 Drug           | row 1, column 1  | The title names another month
            Part VIIIA,,,              | Part VIIIB,,,            | row 1, column 1  | The title does not say Part VIIIA
            Medicine,Pack size         | Pack size,Medicine       | row 3, column 1  | The column must have "Medicine"
            ,,VMP Snomed Code          | ,Unit,VMP Snomed Code    | row 3, column 3  | The column must have no name
            Basic Price | Price | row 3, column 7 | The column must have "Basic Price"
            """)
    void names_row_and_column_of_each_fault(String right, String wrong, String place, String sentence) {
        List<Finding> findings = refusal((TOP + PESTLAMOL).replace(right, wrong));

        assertThat(findings.getFirst().problem()).isIn(Problem.REFERENCE_FILE_INVALID, Problem.REFERENCE_FILE_COLUMNS);
        assertThat(findings.getFirst().place()).contains(place);
        assertThat(findings.getFirst().sentence()).startsWith(sentence);
    }

    @Test
    void refuses_a_pack_that_stands_twice() {
        List<Finding> findings = refusal(TOP + PESTLAMOL + MORTARINE + PESTLAMOL);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.place()).contains("row 6, column 5");
            assertThat(finding.sentence()).isEqualTo("The pack 90002999999107 stands in row 4 already.");
        });
    }

    @Test
    void refuses_packs_of_one_medicine_in_two_categories() {
        List<Finding> findings = refusal(TOP + PESTLAMOL + PESTLAMOL_84.replace("Category A", "Category M"));

        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.place()).contains("row 5, column 6"));
    }

    @Test
    void tells_all_faults_at_once() {
        List<Finding> findings = refusal(TOP + PESTLAMOL.replace("28", "x") + MORTARINE.replace("1140", "-1"));

        assertThat(findings).extracting(Finding::expression).containsExactly("row 4, column 2", "row 5, column 7");
    }

    @Test
    void notices_wherever_the_file_was_cut_off_within_its_last_line() {
        String whole = TOP + PESTLAMOL + MORTARINE;
        int lastLine = (TOP + PESTLAMOL).length();

        for (int end = lastLine + 1; end < whole.length(); end++) {
            String cut = whole.substring(0, end);
            assertThat(TariffFile.read(TariffPart.VIIIA, cut.getBytes(StandardCharsets.UTF_8), JULY))
                    .as(cut.substring(lastLine))
                    .isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void refuses_other_encodings_and_files_that_are_no_tariff() {
        assertThat(refusal((TOP + PESTLAMOL).getBytes(StandardCharsets.UTF_16))).hasSize(1);
        assertThat(refusal((TOP + PESTLAMOL).getBytes(Charset.forName("UTF-16LE"))))
                .hasSize(1);
        assertThat(refusal("")).hasSize(1);
        assertThat(refusal(TOP)).hasSize(1);
        assertThat(refusal(PESTLAMOL)).hasSize(1);
        assertThat(refusal(TOP + "\"Pestlamol" + PESTLAMOL)).isNotEmpty();
        assertThat(refusal(TOP + PESTLAMOL.replace("Pestlamol", "Pest\uFFFDlamol")))
                .hasSize(1);
        assertThat(refusal(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xE9}))
                .hasSize(1);
    }

    private static String packed(TariffPack pack) {
        return pack.vmpp().orElseThrow() + " of " + pack.size() + " " + pack.unit() + " at " + pack.price() + " in row "
                + pack.fileRow();
    }

    private static TariffFile read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static TariffFile read(byte[] file) {
        Outcome<TariffFile> outcome = TariffFile.read(TariffPart.VIIIA, file, JULY);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<TariffFile>) outcome).value();
    }

    private static List<Finding> refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Finding> refusal(byte[] file) {
        Outcome<TariffFile> outcome = TariffFile.read(TariffPart.VIIIA, file, JULY);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<TariffFile>) outcome).findings();
    }
}
