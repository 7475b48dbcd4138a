package org.pestle.tariff;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.Pence;

/**
 * Price concessions as they are published (reimbursement.md 7.2): one row for each month, product and pack, with names
 * instead of codes. Two layouts are in circulation.
 *
 * @param lines all rows
 */
record ConcessionFile(List<Line> lines) {
    private static final List<CsvLayout> LAYOUTS = List.of(
            new CsvLayout("price concessions", List.of("month", "drug", "pack_size", "price_pence"), true),
            new CsvLayout(
                    "price concessions",
                    List.of("Date", "Name", "Pack Size", "Price Pence", "Notes", "URL (if applicable)"),
                    false));
    private static final Pattern MONTH = Pattern.compile("20[0-9]{2}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?) ?([a-z][a-z ]*)?");
    private static final int MONTH_LENGTH = 7;

    ConcessionFile {
        lines = List.copyOf(lines);
    }

    /**
     * One row.
     *
     * @param month the whole month for which the price counts
     * @param name of the medicine, as Part VIIIA spells it
     * @param unit what the size counts, where the file says so, else nothing
     */
    record Line(YearMonth month, String name, BigDecimal size, String unit, Pence price, int fileRow) {
        /** The same for rows about the same pack in the same month. */
        String key() {
            return month + "|" + name.toLowerCase(Locale.ROOT) + "|"
                    + size.stripTrailingZeros().toPlainString();
        }
    }

    /** Reads a file, or says everything that is wrong with it. */
    static Outcome<ConcessionFile> read(byte[] file) {
        return CsvFile.read(file, LAYOUTS).then(ConcessionFile::of);
    }

    private static Outcome<ConcessionFile> of(CsvFile csv) {
        Faults faults = new Faults();
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> rows = new HashMap<>();
        for (CsvText.Row row : csv.rows()) {
            CsvCells cells = new CsvCells(csv.layout(), row, faults);
            Line line = line(cells);
            if (line != null) {
                Integer earlier = rows.putIfAbsent(line.key(), row.number());
                if (earlier != null) {
                    cells.wrong(
                            1,
                            Problem.REFERENCE_FILE_DUPLICATE,
                            "The pack has a price for that month in row " + earlier + " already.");
                }
                lines.add(line);
            }
        }
        if (faults.isEmpty() && lines.isEmpty()) {
            faults.add(Problem.REFERENCE_FILE_TRUNCATED, "The file has no price.");
        }
        return faults.isEmpty() ? Outcome.done(new ConcessionFile(lines)) : faults.refusal();
    }

    private static @Nullable Line line(CsvCells cells) {
        String month = cells.matching(0, MONTH, "A month is written like 2026-06 or 2026-06-01.");
        String name = cells.name(1, "the medicine");
        String size = cells.matching(2, SIZE, "The pack size must be a number above zero, perhaps with its unit.");
        Pence price = cells.price(3);
        if (!cells.areRight() || month == null || size == null || price == null) {
            return null;
        }
        Matcher parts = SIZE.matcher(size);
        if (!parts.matches() || new BigDecimal(parts.group(1)).signum() == 0) {
            cells.wrong(2, "The pack size must be a number above zero, perhaps with its unit.");
            return null;
        }
        String unit = parts.group(2) == null ? "" : parts.group(2).strip();
        return new Line(
                YearMonth.parse(month.substring(0, MONTH_LENGTH)),
                name,
                new BigDecimal(parts.group(1)),
                unit,
                price,
                cells.number());
    }
}
