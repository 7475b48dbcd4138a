package org.pestle.tariff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.values.DmdCode;

/**
 * The small reference data that Pestle ships in {@code db/reference}: dated rates, facts of products and words for
 * units. The files are part of the program; a fault in them is a fault of the program.
 */
final class ReferenceFiles {
    private static final String FOLDER = "/db/reference/";

    private ReferenceFiles() {}

    /** A unit's SNOMED code and the tariff's word for it. */
    record Unit(String code, String name) {}

    /** {@code rates.csv}: name, value, unit, from_month, to_month, source. */
    static List<DatedRate> rates() {
        return rows(
                "rates.csv",
                row -> new DatedRate(
                        row.cell(0),
                        month(row.cell(3)),
                        month(row.cell(4)),
                        new BigDecimal(row.cell(1)),
                        row.cell(2),
                        row.cell(5)));
    }

    /**
     * {@code products.csv}: vmp, name, bnf_code, legal, cd_schedule, four flags yes or no, special_container,
     * pack_unit_code.
     */
    static List<ProductFacts> products() {
        return rows(
                "products.csv",
                row -> new ProductFacts(
                        new DmdCode(row.cell(0)),
                        optional(row.cell(2)),
                        row.cell(3),
                        Integer.parseInt(row.cell(4)),
                        yes(row.cell(5)),
                        yes(row.cell(6)),
                        yes(row.cell(7)),
                        optional(row.cell(8)),
                        optional(row.cell(9)),
                        1,
                        1,
                        false,
                        List.of()));
    }

    /** {@code units.csv}: code, name. */
    static List<Unit> units() {
        return rows("units.csv", row -> new Unit(row.cell(0), row.cell(1)));
    }

    /** The edition of a month, if there is one. */
    static Optional<byte[]> edition(TariffPart part, YearMonth month) {
        return find("part-" + part.name().toLowerCase(Locale.ROOT) + "-" + month + ".csv");
    }

    /** {@code exemptions.csv}. */
    static List<Exemption> exemptions() {
        return switch (DatedFile.exemptions(exemptionsFile())) {
            case Outcome.Done<List<Exemption>>(List<Exemption> codes) -> codes;
            case Outcome.Refused<List<Exemption>>(List<Finding> findings) ->
                throw new IllegalStateException(
                        "the exemption codes: " + findings.getFirst().sentence());
        };
    }

    /** {@code disallowed.csv}. */
    static List<Disallowed> disallowed() {
        return switch (DatedFile.disallowed(disallowedFile())) {
            case Outcome.Done<List<Disallowed>>(List<Disallowed> products) -> products;
            case Outcome.Refused<List<Disallowed>>(List<Finding> findings) ->
                throw new IllegalStateException(
                        "the disallowed products: " + findings.getFirst().sentence());
        };
    }

    /** {@code disallowed.csv} as it is. */
    static byte[] disallowedFile() {
        return bytes("disallowed.csv");
    }

    /** {@code rates.csv} as it is. */
    static byte[] ratesFile() {
        return bytes("rates.csv");
    }

    /** {@code exemptions.csv} as it is. */
    static byte[] exemptionsFile() {
        return bytes("exemptions.csv");
    }

    /** Price concessions, all made up. */
    static byte[] concessions() {
        return bytes("concessions.csv");
    }

    /** Names of the files of the small dm+d release, all made up. */
    static List<String> dmd() {
        return List.of(
                "f_lookup2_3010526.xml",
                "f_ingredient2_3010526.xml",
                "f_vtm2_3010526.xml",
                "f_vmp2_3010526.xml",
                "f_vmpp2_3010526.xml",
                "f_amp2_3010526.xml",
                "f_ampp2_3010526.xml",
                "f_gtin2_0010526.xml",
                "f_history1_0010526.xml");
    }

    /** Opens a file. */
    static InputStream open(String file) {
        InputStream stream = ReferenceFiles.class.getResourceAsStream(FOLDER + file);
        if (stream == null) {
            throw new IllegalStateException("the reference file " + file + " is not in the program");
        }
        return stream;
    }

    private static <T> List<T> rows(String file, Function<CsvText.Row, T> read) {
        String text = CsvText.decode(bytes(file)).orElseThrow();
        return CsvText.rows(text).stream().skip(1).map(read).toList();
    }

    private static byte[] bytes(String file) {
        return find(file)
                .orElseThrow(() -> new IllegalStateException("the reference file " + file + " is not in the program"));
    }

    private static Optional<byte[]> find(String file) {
        try (InputStream stream = ReferenceFiles.class.getResourceAsStream(FOLDER + file)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static @Nullable YearMonth month(String cell) {
        return cell.isEmpty() ? null : YearMonth.parse(cell);
    }

    private static Optional<String> optional(String cell) {
        return Optional.of(cell).filter(text -> !text.isEmpty());
    }

    private static boolean yes(String cell) {
        return switch (cell) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalStateException("yes or no is expected, not " + cell);
        };
    }
}
