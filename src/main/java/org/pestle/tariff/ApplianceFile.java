package org.pestle.tariff;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/**
 * Part IX as it is published (reimbursement.md 7.2): one row for each pack of an appliance or reagent. A generic
 * appliance has neither product nor pack code. No row may stand twice.
 *
 * @param lines all rows
 */
record ApplianceFile(List<Line> lines) {
    private static final Pattern PART = Pattern.compile("IXA|IXB|IXC|IXR|IXB & IXC");
    private static final Pattern GTIN = Pattern.compile("([0-9]{8,14})?");
    private static final Pattern BNF = Pattern.compile("[0-9A-Z]{11}([0-9A-Z]{4})?");

    ApplianceFile {
        lines = List.copyOf(lines);
    }

    /**
     * One row.
     *
     * @param part IXA, IXB, IXC, IXR, or "IXB & IXC"
     * @param generic name of the generic product
     * @param name name of the listed product; the generic one where the file has no other
     * @param variant colour, size and order numbers, as they stand
     * @param indicator Normal Item, Bulky Item or nothing
     * @param amp the product's code, or nothing
     * @param ampp the pack's code, or nothing
     * @param gtin of the pack, with its leading zeros, or nothing
     * @param bnfCode 11 characters for appliances, 15 for reagents
     */
    record Line(
            int fileRow,
            String part,
            String generic,
            String name,
            String supplier,
            BigDecimal size,
            String unit,
            Pence price,
            Variant variant,
            String indicator,
            Optional<DmdCode> amp,
            Optional<DmdCode> ampp,
            String gtin,
            String bnfCode) {}

    /** What tells variants of one product apart. */
    record Variant(String colour, String size, String productOrder, String packOrder) {}

    /** Reads a file as the edition of a month, or says everything that is wrong with it. */
    static Outcome<ApplianceFile> read(byte[] file, YearMonth month) {
        return CsvFile.read(file, TariffPart.IX.layouts()).then(csv -> of(csv, month));
    }

    private static Outcome<ApplianceFile> of(CsvFile csv, YearMonth month) {
        Faults faults = new Faults();
        String title = csv.top().isEmpty() ? "" : csv.top().getFirst().cell(0);
        TariffTitle.check(TariffPart.IX, title, month, faults);
        List<Line> lines = new ArrayList<>();
        Map<List<String>, Integer> rows = new HashMap<>();
        for (CsvText.Row row : csv.rows()) {
            line(new CsvCells(csv.layout(), row, faults)).ifPresent(lines::add);
            Integer earlier = rows.putIfAbsent(row.cells(), row.number());
            if (earlier != null) {
                faults.at(
                        row.number(),
                        0,
                        Problem.REFERENCE_FILE_DUPLICATE,
                        "The whole row stands in row " + earlier + " already.");
            }
        }
        if (faults.isEmpty() && lines.isEmpty()) {
            faults.add(Problem.REFERENCE_FILE_TRUNCATED, "The file has no priced line.");
        }
        return faults.isEmpty() ? Outcome.done(new ApplianceFile(lines)) : faults.refusal();
    }

    private static Optional<Line> line(CsvCells cells) {
        String part = cells.matching(0, PART, "The part must be IXA, IXB, IXC, IXR or IXB & IXC.");
        String generic = cells.name(1, "the generic product");
        String name = cells.text(2);
        String supplier = cells.name(3, "the supplier");
        BigDecimal size = cells.size(4);
        String unit = cells.name(5, "the unit");
        Pence price = cells.price(6);
        Variant variant = new Variant(cells.text(7), cells.text(8), cells.text(9), cells.text(10));
        String indicator = cells.text(11);
        Optional<DmdCode> amp = cells.optionalCode(12);
        Optional<DmdCode> ampp = cells.optionalCode(13);
        String gtin = cells.matching(14, GTIN, "A GTIN has 8 to 14 digits, with its leading zeros.");
        cells.optionalCode(15);
        String bnfCode = cells.matching(16, BNF, "A BNF code of 11 or 15 characters is expected.");
        if (!cells.areRight() || part == null || size == null || price == null || gtin == null || bnfCode == null) {
            return Optional.empty();
        }
        return Optional.of(new Line(
                cells.number(),
                part,
                generic,
                name.isEmpty() ? generic : name,
                supplier,
                size,
                unit,
                price,
                variant,
                indicator,
                amp,
                ampp,
                gtin,
                bnfCode));
    }
}
