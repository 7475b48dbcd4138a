package org.pestle.tariff;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/**
 * Part VIIIA, VIIIB or VIIID as it is published (reimbursement.md 7.2), read whole or not at all.
 *
 * <p>The last line must end, because a file that was cut off may otherwise look whole. Rows without any value are
 * passed over; a line without a price is left out and counted. Every pack stands once for each list of formulations.
 *
 * @param title the first cell above the header, or nothing if nothing stands there
 * @param lines the priced lines
 * @param withoutPrice how many lines have no price
 */
record TariffFile(String title, List<Line> lines, int withoutPrice) {
    TariffFile {
        lines = List.copyOf(lines);
    }

    /**
     * One priced line.
     *
     * @param category of Part VIIIA
     * @param formulations of Parts VIIIB and VIIID: SF, STD …; else nothing
     * @param specialContainer whether the part lists it as a special container
     */
    record Line(
            DmdCode vmp,
            String name,
            Optional<TariffCategory> category,
            String formulations,
            boolean specialContainer,
            TariffPack pack) {
        private Line withFurtherUnit(TariffPack.FurtherUnit further) {
            return new Line(vmp, name, category, formulations, specialContainer, pack.withFurtherUnit(further));
        }
    }

    /** Reads a file as the edition of a month, or says everything that is wrong with it. */
    static Outcome<TariffFile> read(TariffPart part, byte[] file, YearMonth month) {
        return CsvFile.read(file, part.layouts()).then(csv -> new Reading(part, csv).edition(month));
    }

    /** One reading of one file. */
    private static final class Reading {
        private static final Pattern CATEGORY = Pattern.compile("Part VIIIA Category ([ACHM])");
        private static final Pattern SPECIAL_CONTAINER = Pattern.compile("(?i)(special container)?");

        private final TariffPart part;
        private final CsvFile csv;
        private final Faults faults = new Faults();
        private final List<Line> lines = new ArrayList<>();
        private final Map<String, Integer> rowOfPack = new HashMap<>();
        private int withoutPrice;

        Reading(TariffPart part, CsvFile csv) {
            this.part = part;
            this.csv = csv;
        }

        Outcome<TariffFile> edition(YearMonth month) {
            String title = csv.top().isEmpty() ? "" : csv.top().getFirst().cell(0);
            TariffTitle.check(part, title, month, faults);
            for (CsvText.Row row : csv.rows()) {
                CsvCells cells = new CsvCells(csv.layout(), row, faults);
                if (part == TariffPart.VIIIA) {
                    lineOfVIIIA(cells);
                } else if (csv.layout().columns().contains("pack_size")) {
                    lineOfOnePack(cells);
                } else {
                    lineOfMinimumAndFurtherUnits(cells);
                }
            }
            checkCategories();
            if (part == TariffPart.VIIIB && csv.layout().columns().contains("pack_size")) {
                joinFurtherUnits();
            }
            if (faults.isEmpty() && lines.isEmpty()) {
                faults.add(Problem.REFERENCE_FILE_TRUNCATED, "The file has no priced line.");
            }
            return faults.isEmpty() ? Outcome.done(new TariffFile(title, lines, withoutPrice)) : faults.refusal();
        }

        private void lineOfVIIIA(CsvCells cells) {
            String name = cells.name(0, "the medicine");
            String unit = cells.name(2, "the unit");
            BigDecimal size = cells.size(1);
            DmdCode vmp = cells.code(3);
            DmdCode vmpp = cells.code(4);
            String category = cells.matching(5, CATEGORY, "The category must be Part VIIIA Category A, C, H or M.");
            Optional<Pence> price = cells.optionalPrice(6);
            if (cells.areRight() && vmp != null && vmpp != null && size != null && category != null) {
                TariffCategory letter = TariffCategory.valueOf(category.substring(category.length() - 1));
                keep(
                        cells,
                        4,
                        "",
                        vmpp,
                        price.map(pence -> new Line(
                                vmp,
                                name,
                                Optional.of(letter),
                                "",
                                false,
                                TariffPack.of(vmpp, size, unit, pence, cells.number()))));
            }
        }

        private void lineOfOnePack(CsvCells cells) {
            String name = cells.name(0, "the medicine");
            BigDecimal size = cells.size(1);
            String unit = cells.name(2, "the unit");
            Optional<Pence> price = cells.optionalPrice(3);
            String formulations = cells.text(4);
            boolean container = specialContainer(cells, 5);
            DmdCode vmp = cells.code(6);
            DmdCode vmpp = cells.code(7);
            if (cells.areRight() && vmp != null && vmpp != null && size != null) {
                keep(
                        cells,
                        7,
                        formulations,
                        vmpp,
                        price.map(pence -> new Line(
                                vmp,
                                name,
                                Optional.empty(),
                                formulations,
                                container,
                                TariffPack.of(vmpp, size, unit, pence, cells.number()))));
            }
        }

        private void lineOfMinimumAndFurtherUnits(CsvCells cells) {
            String name = cells.name(0, "the medicine");
            String unit = cells.name(1, "the unit");
            BigDecimal size = cells.size(2);
            Optional<Pence> price = cells.optionalPrice(3);
            BigDecimal furtherSize = cells.isEmpty(4) ? null : cells.size(4);
            Optional<Pence> furtherPrice = cells.optionalPrice(5);
            String formulations = cells.text(6);
            boolean container = specialContainer(cells, 7);
            DmdCode vmp = cells.code(8);
            DmdCode vmpp = cells.code(9);
            cells.optionalCode(10);
            if (cells.areRight() && (furtherSize == null) != furtherPrice.isEmpty()) {
                cells.wrong(5, "Further units have both a size and a price, or neither.");
            }
            if (cells.areRight() && vmp != null && vmpp != null && size != null) {
                keep(
                        cells,
                        9,
                        formulations,
                        vmpp,
                        price.map(pence -> furtherUnit(
                                new Line(
                                        vmp,
                                        name,
                                        Optional.empty(),
                                        formulations,
                                        container,
                                        TariffPack.of(vmpp, size, unit, pence, cells.number())),
                                furtherSize,
                                furtherPrice)));
            }
        }

        private static Line furtherUnit(Line line, @Nullable BigDecimal size, Optional<Pence> price) {
            return size == null || price.isEmpty()
                    ? line
                    : line.withFurtherUnit(new TariffPack.FurtherUnit(size, price.get()));
        }

        private static boolean specialContainer(CsvCells cells, int column) {
            String flag = cells.matching(column, SPECIAL_CONTAINER, "The column says Special container or nothing.");
            return flag != null && !flag.isEmpty();
        }

        private void keep(CsvCells cells, int column, String formulations, DmdCode vmpp, Optional<Line> line) {
            Integer earlier = rowOfPack.putIfAbsent(vmpp.value() + "|" + formulations, cells.number());
            if (earlier != null) {
                cells.wrong(
                        column,
                        Problem.REFERENCE_FILE_DUPLICATE,
                        "The pack " + vmpp.value() + " stands in row " + earlier + " already.");
            } else if (line.isEmpty()) {
                withoutPrice++;
            } else {
                lines.add(line.get());
            }
        }

        private void checkCategories() {
            Map<DmdCode, Line> firstOfProduct = new HashMap<>();
            for (Line line : lines) {
                Line first = firstOfProduct.putIfAbsent(line.vmp(), line);
                if (first != null && !first.category().equals(line.category())) {
                    faults.at(
                            line.pack().fileRow(),
                            5,
                            Problem.REFERENCE_FILE_INVALID,
                            "Another pack of the same medicine has another category, in row "
                                    + first.pack().fileRow() + ".");
                }
            }
        }

        /** Makes one line of the row for the minimum quantity and the row for one further unit. */
        private void joinFurtherUnits() {
            Map<String, List<Line>> byProduct = new LinkedHashMap<>();
            lines.forEach(line -> byProduct
                    .computeIfAbsent(line.vmp().value() + "|" + line.formulations(), key -> new ArrayList<>())
                    .add(line));
            lines.clear();
            for (List<Line> rows : byProduct.values()) {
                Line least = smallest(rows);
                if (rows.size() == 1) {
                    lines.add(least);
                } else if (rows.size() == 2 && least.pack().size().compareTo(BigDecimal.ONE) == 0) {
                    Line minimum = rows.getFirst().equals(least) ? rows.getLast() : rows.getFirst();
                    lines.add(minimum.withFurtherUnit(new TariffPack.FurtherUnit(
                            least.pack().size(), least.pack().price())));
                } else {
                    faults.at(
                            rows.getLast().pack().fileRow(),
                            1,
                            Problem.REFERENCE_FILE_NOT_BALANCED,
                            "A medicine has one row for its minimum quantity and one for a single further unit.");
                }
            }
        }

        private static Line smallest(List<Line> rows) {
            return rows.stream()
                    .min(Comparator.comparing(line -> line.pack().size()))
                    .orElseThrow();
        }
    }
}
