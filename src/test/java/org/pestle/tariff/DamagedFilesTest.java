package org.pestle.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;

/**
 * Every published file, damaged in every way that happens: each kind of damage has its own code, and is told by place.
 */
class DamagedFilesTest {
    private static final YearMonth JULY = YearMonth.of(2026, 7);

    /**
     * A whole file and how it is read.
     *
     * @param text header in the last row but two
     * @param cutShows whether it can be told that the file was cut off in its last column
     */
    record Sample(String name, String text, boolean cutShows) {
        Outcome<?> read(byte[] file) {
            return switch (name) {
                case "VIIIA" -> TariffFile.read(TariffPart.VIIIA, file, JULY);
                case "VIIIB", "VIIIB older" -> TariffFile.read(TariffPart.VIIIB, file, JULY);
                case "VIIID" -> TariffFile.read(TariffPart.VIIID, file, JULY);
                case "IX" -> ApplianceFile.read(file, JULY);
                default -> ConcessionFile.read(file);
            };
        }

        List<Finding> refusal(byte[] file) {
            Outcome<?> outcome = read(file);
            assertThat(outcome).as(name).isInstanceOf(Outcome.Refused.class);
            return ((Outcome.Refused<?>) outcome).findings();
        }

        List<Finding> refusal(String damaged) {
            return refusal(damaged.getBytes(StandardCharsets.UTF_8));
        }

        List<String> lines() {
            return text.lines().toList();
        }

        String header() {
            return lines().get(lines().size() - 3);
        }

        String lastRow() {
            return lines().getLast();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("VIIIA", """
                        July Drug Tariff Part VIIIA,,,,,,
                        ,,,,,,
                        Medicine,Pack size,,VMP Snomed Code,VMPP Snomed Code,Drug Tariff Category,Basic Price
                        Mortarine 2.5% gel,22.5,gram,90004999999103,90005999999106,Part VIIIA Category C,1140
                        "Exemplazole 10mg/5ml, sugar free",150,ml,90006999999104,90007999999101,Part VIIIA Category M,467
                        """, true),
                new Sample("VIIIB", """
                        medicine,unit_of_measure,minimum_quantity_pack_size,minimum_quantity_basic_price_in_p,\
                        additional_unit_pack_size,additional_unit_basic_price_in_p,formulations,\
                        special_container_indicator,vmp_snomed_code,minimum_quantity_vmpp_snomed_code,\
                        additional_unit_vmpp_snomed_code
                        Mortarine 5mg/5ml oral suspension,ml,100,3735,1,12,"SF, STD",,90004999999103,90005999999106,90003999999108
                        Pestlamol 1g enema,enema,1,2021,,,STD,Special container,90001999999109,90002999999107,
                        """, true),
                new Sample("VIIIB older", """
                        medicine,pack_size,unit_of_measure,basic_price_in_p,formulations,special_container_indicator,\
                        vmp_snomed_code,vmpp_snomed_code
                        Mortarine 5mg/5ml oral suspension,1,ml,12,"SF, STD",,90004999999103,90005999999106
                        Mortarine 5mg/5ml oral suspension,100,ml,3735,"SF, STD",,90004999999103,90003999999108
                        """, true),
                new Sample("VIIID", """
                        medicine,pack_size,unit_of_measure,basic_price_in_p,formulations,special_container_indicator,\
                        vmp_snomed_code,vmpp_snomed_code
                        Mortarine 0.05% eye drops,30,unit dose,14121,PF,Special container,90004999999103,90005999999106
                        Pestlamol 5mg tablets,30,tablet,2870,"SF, STD",,90001999999109,90002999999107
                        """, true),
                new Sample("IX", """
                        drug_tariff_part,vmp_name,amp_name,supplier_name,quantity,quantity_unit_of_measure,price_in_p,\
                        colour,size_or_weight,product_order_number,pack_order_number,add_dispensing_indicator,\
                        product_snomed_code,pack_snomed_code,gtin,supplier_snomed_code,bnf_code
                        IXC,Stoma bag,"Exempla bag, large",Example Ltd,30,device,9150,Beige,,EX1,,Bulky Item,\
                        90004999999103,90005999999106,00021292010034,90003999999108,23301023183
                        IXA,Absorbent lint,,Generic Supplier,25,gram,108,,,,,,,,,,20070000100
                        """, true),
                new Sample("concessions", """
                        month,drug,pack_size,price_pence
                        2026-06,Pestlamol 50mg tablets,28,900
                        2026-06,Mortarine 2.5% gel,22.5gram,1500
                        """, true),
                new Sample("late concessions", """
                        Date,Name,Pack Size,Price Pence,Notes,URL (if applicable)
                        2026-06-01,Pestlamol 50mg tablets,28,900,,https://example.org/june
                        2026-06-01,Mortarine 2.5% gel,22.5,1500,,https://example.org/june
                        """, false));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_whole_file_is_read(Sample sample) {
        assertThat(sample.read(sample.text().getBytes(StandardCharsets.UTF_8))).isInstanceOf(Outcome.Done.class);
        assertThat(sample.read(sample.text().replace("\n", "\r\n").getBytes(Charset.forName("windows-1252"))))
                .isInstanceOf(Outcome.Done.class);
        assertThat(sample.read(("\uFEFF" + sample.text()).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_file_that_was_cut_off_is_told(Sample sample) {
        int start = sample.text().length() - sample.lastRow().length() - 1;
        int end = sample.cutShows() ? sample.text().length() - 1 : sample.text().lastIndexOf(',');

        for (int cut = start + 1; cut <= end; cut++) {
            String damaged = sample.text().substring(0, cut);
            assertThat(sample.refusal(damaged))
                    .as(damaged.substring(start))
                    .extracting(Finding::problem)
                    .contains(Problem.REFERENCE_FILE_TRUNCATED);
        }
        assertThat(sample.refusal(sample.text()
                        .substring(0, start)
                        .lines()
                        .limit(sample.lines().size() - 2L)
                        .map(line -> line + "\n")
                        .reduce("", String::concat)))
                .extracting(Finding::problem)
                .containsExactly(Problem.REFERENCE_FILE_TRUNCATED);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void columns_in_another_order_are_told(Sample sample) {
        List<String> columns = new ArrayList<>(List.of(sample.header().split(",", -1)));
        Collections.swap(columns, 0, 1);

        List<Finding> findings = sample.refusal(sample.text().replace(sample.header(), String.join(",", columns)));

        assertThat(findings).extracting(Finding::problem).containsOnly(Problem.REFERENCE_FILE_COLUMNS);
        int row = sample.lines().size() - 2;
        assertThat(findings)
                .extracting(Finding::expression)
                .containsExactly("row " + row + ", column 1", "row " + row + ", column 2");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void another_encoding_is_told(Sample sample) {
        for (Charset other : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32"))) {
            assertThat(sample.refusal(sample.text().getBytes(other)))
                    .extracting(Finding::problem)
                    .containsExactly(Problem.REFERENCE_FILE_ENCODING);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_row_that_stands_twice_is_told_with_the_row_that_came_first(Sample sample) {
        List<Finding> findings = sample.refusal(sample.text() + sample.lastRow() + "\n");

        assertThat(findings).extracting(Finding::problem).contains(Problem.REFERENCE_FILE_DUPLICATE);
        assertThat(findings.getFirst().sentence())
                .contains("row " + sample.lines().size() + " already");
        assertThat(findings.getFirst().place().orElseThrow())
                .startsWith("row " + (sample.lines().size() + 1) + ",");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_total_at_the_end_must_be_that_of_the_rows(Sample sample) {
        assertThat(sample.read((sample.text() + "Total number of lines,2\n\nSource: made up for this test\n")
                        .getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Outcome.Done.class);

        assertThat(sample.refusal(sample.text() + "Total number of lines,3\n"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.problem()).isEqualTo(Problem.REFERENCE_FILE_NOT_BALANCED);
                    assertThat(finding.sentence()).isEqualTo("The file says that it has 3 lines; it has 2.");
                });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_second_row_of_headings_above_the_header_is_passed_over(Sample sample) {
        String grouped = sample.text().replace(sample.header(), "Product,,,,Codes,,,\n" + sample.header());

        boolean titled = sample.name().startsWith("VIIIA");
        String file = titled ? grouped : grouped.replace("Product,,,,Codes", ",,,,Codes");
        assertThat(sample.read(file.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_spreadsheets_put_around_codes_is_taken_off(Sample sample) {
        String formulas = sample.text()
                .replace("90004999999103", "=\"90004999999103\"")
                .replace("90005999999106", "'90005999999106")
                .replace("00021292010034", "=\"00021292010034\"");

        assertThat(sample.read(formulas.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(sample.read(sample.text().getBytes(StandardCharsets.UTF_8)));
    }
}
