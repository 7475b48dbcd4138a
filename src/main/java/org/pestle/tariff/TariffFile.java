package org.pestle.tariff;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.math.BigDecimal;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.tariff.CsvText.Row;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/**
 * Part VIIIA as it is published (reimbursement.md 7.2): a CSV file with a title row, a blank row, a header row and one
 * row for each pack.
 *
 * <ol>
 *   <li>{@code Medicine}: name of the medicine
 *   <li>{@code Pack size}: units in the pack, a decimal above zero
 *   <li>a column without a name: the unit, in words
 *   <li>{@code VMP Snomed Code}: code of the medicine, 6 to 18 digits with check digit
 *   <li>{@code VMPP Snomed Code}: code of the pack, each once
 *   <li>{@code Drug Tariff Category}: {@code Part VIIIA Category} and A, C, H or M
 *   <li>{@code Basic Price}: price of the pack, whole pence; a line without price is left out and counted
 * </ol>
 *
 * The last line must end, because a file that was cut off may otherwise look whole. Rows without any value are passed
 * over.
 *
 * @param title the first row
 * @param lines the priced lines
 * @param withoutPrice how many lines have no price
 */
record TariffFile(String title, List<Line> lines, int withoutPrice) {
    private static final List<String> HEADER = List.of(
            "Medicine", "Pack size", "", "VMP Snomed Code", "VMPP Snomed Code", "Drug Tariff Category", "Basic Price");
    private static final int LAST_HEADER_ROW = 5;
    private static final int MOST_FINDINGS = 100;
    private static final int LONGEST_NAME = 400;
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,3})?");
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern CODE = Pattern.compile("[0-9]{6,18}");
    private static final Pattern CATEGORY = Pattern.compile("Part VIIIA Category ([ACHM])");
    private static final Pattern YEAR = Pattern.compile("\\b20[0-9]{2}\\b");

    /** One priced line. */
    record Line(DmdCode vmp, String name, TariffCategory category, TariffPack pack) {}

    /** Reads a file as the edition of a month, or says everything that is wrong with it. */
    static Outcome<TariffFile> read(byte[] file, YearMonth month) {
        return CsvText.decode(file)
                .map(text -> new Reading(month).of(text))
                .orElseGet(() -> Outcome.refused(
                        Finding.of(Problem.TARIFF_FILE_INVALID, "The file is text neither in UTF-8 nor in Latin-1.")));
    }

    /** One reading of one file. */
    private static final class Reading {
        private final YearMonth month;
        private final List<Finding> findings = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();
        private final Map<String, Integer> rowOfPack = new HashMap<>();
        private final Map<String, Line> firstOfProduct = new HashMap<>();
        private int withoutPrice;

        Reading(YearMonth month) {
            this.month = month;
        }

        Outcome<TariffFile> of(String text) {
            List<Row> rows;
            try {
                rows = CsvText.rows(text);
            } catch (CsvParseException unended) {
                return refused("The file is not CSV: a quoted field does not end.");
            }
            int header = header(rows);
            if (header < 1) {
                return refused("There is no header row with the columns of Part VIIIA below a title.");
            }
            String title = rows.getFirst().cell(0);
            checkTitle(title);
            checkHeader(rows.get(header));
            if (!text.endsWith("\n") && !text.endsWith("\r")) {
                findings.add(Finding.of(
                        Problem.TARIFF_FILE_INVALID, "The last line does not end; the file may have been cut off."));
            }
            if (findings.isEmpty()) {
                rows.stream().skip(header + 1L).filter(row -> !row.isBlank()).forEach(this::line);
            }
            if (findings.isEmpty() && lines.isEmpty()) {
                return refused("The file has no priced line.");
            }
            return findings.isEmpty()
                    ? Outcome.done(new TariffFile(title, List.copyOf(lines), withoutPrice))
                    : Outcome.refused(findings.subList(0, Math.min(findings.size(), MOST_FINDINGS)));
        }

        private static Outcome<TariffFile> refused(String sentence) {
            return Outcome.refused(Finding.of(Problem.TARIFF_FILE_INVALID, sentence));
        }

        /** Index of the header row, or a negative number. */
        private static int header(List<Row> rows) {
            for (int i = 0; i < Math.min(rows.size(), LAST_HEADER_ROW); i++) {
                if (rows.get(i).cells().stream().anyMatch(cell -> cell.strip().equalsIgnoreCase("VMPP Snomed Code"))) {
                    return i;
                }
            }
            return -1;
        }

        private void checkTitle(String title) {
            if (!title.toUpperCase(Locale.ROOT).contains("VIIIA")) {
                wrong(1, 0, "The title does not say Part VIIIA.");
            }
            boolean otherMonth = namesAMonth(title) && !names(title, month.getMonth());
            boolean otherYear =
                    YEAR.matcher(title).results().anyMatch(year -> !year.group().equals(yearOfEdition()));
            if (otherMonth || otherYear) {
                wrong(1, 0, "The title names another month than " + month + ".");
            }
        }

        private String yearOfEdition() {
            return String.valueOf(month.getYear());
        }

        private static boolean namesAMonth(String title) {
            for (Month any : Month.values()) {
                if (names(title, any)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean names(String title, Month month) {
            String name = month.getDisplayName(TextStyle.FULL, Locale.UK);
            return Pattern.compile("\\b" + name + "\\b", Pattern.CASE_INSENSITIVE)
                    .matcher(title)
                    .find();
        }

        private void checkHeader(Row row) {
            for (int i = 0; i < HEADER.size(); i++) {
                if (!row.cell(i).equalsIgnoreCase(HEADER.get(i))) {
                    String expected = HEADER.get(i).isEmpty() ? "no name" : "\"" + HEADER.get(i) + "\"";
                    wrong(row.number(), i, "The column must have " + expected + " as its heading.");
                }
            }
            extraCells(row);
        }

        private void extraCells(Row row) {
            for (int i = HEADER.size(); i < row.cells().size(); i++) {
                if (!row.cell(i).isEmpty()) {
                    wrong(row.number(), i, "There is no such column in Part VIIIA.");
                }
            }
        }

        private void line(Row row) {
            int before = findings.size();
            extraCells(row);
            String name = name(row, 0, "the medicine");
            String unit = name(row, 2, "the unit");
            String size = matching(row, 1, SIZE, "The pack size must be a number above zero.");
            String vmp = code(row, 3);
            String vmpp = code(row, 4);
            String category = matching(row, 5, CATEGORY, "The category must be Part VIIIA Category A, C, H or M.");
            String price = row.cell(6).isEmpty()
                    ? ""
                    : matching(row, 6, PRICE, "The price must be whole pence, without sign, point or comma.");
            if (!size.isEmpty() && new BigDecimal(size).signum() == 0) {
                wrong(row.number(), 1, "The pack size must be a number above zero.");
            }
            if (findings.size() > before) {
                return;
            }
            Integer earlier = rowOfPack.putIfAbsent(vmpp, row.number());
            if (earlier != null) {
                wrong(row.number(), 4, "The pack " + vmpp + " stands in row " + earlier + " already.");
            } else if (price.isEmpty()) {
                withoutPrice++;
            } else {
                keep(
                        row,
                        new Line(
                                new DmdCode(vmp),
                                name,
                                TariffCategory.valueOf(category.substring(category.length() - 1)),
                                new TariffPack(
                                        new DmdCode(vmpp),
                                        new BigDecimal(size),
                                        unit,
                                        new Pence(Long.parseLong(price)),
                                        row.number())));
            }
        }

        private void keep(Row row, Line line) {
            Line first = firstOfProduct.putIfAbsent(line.vmp().value(), line);
            if (first != null && first.category() != line.category()) {
                wrong(
                        row.number(),
                        5,
                        "Another pack of the same medicine has another category, in row "
                                + first.pack().fileRow() + ".");
            }
            lines.add(line);
        }

        private String name(Row row, int column, String what) {
            String text = row.cell(column);
            if (text.isEmpty() || text.length() > LONGEST_NAME) {
                wrong(row.number(), column, "The name of " + what + " is missing or too long.");
            } else if (text.chars().anyMatch(letter -> Character.isISOControl(letter) || letter == '\uFFFD')) {
                wrong(row.number(), column, "The name of " + what + " holds a character that is in no name.");
            }
            return text;
        }

        private String code(Row row, int column) {
            String code = row.cell(column);
            if (!CODE.matcher(code).matches()) {
                wrong(row.number(), column, "A code of six to eighteen digits is expected.");
                return "";
            }
            if (!SnomedCheck.holds(code)) {
                wrong(row.number(), column, "The code's check digit is wrong; a spreadsheet may have rounded it.");
            }
            return code;
        }

        private String matching(Row row, int column, Pattern pattern, String sentence) {
            String text = row.cell(column);
            if (pattern.matcher(text).matches()) {
                return text;
            }
            wrong(row.number(), column, sentence);
            return "";
        }

        private void wrong(int row, int column, String sentence) {
            String place = "row " + row + ", column " + (column + 1);
            findings.add(Finding.at(place, Problem.TARIFF_FILE_INVALID, sentence));
        }
    }
}
