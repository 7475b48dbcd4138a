package org.pestle.tariff;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.tariff.CsvText.Row;

/**
 * A published CSV file whose columns are where they belong: what stands above the header (a title, blank rows, a row of
 * headings over several columns), and the rows below it. A row of totals at the end is compared with the number of
 * rows; notes at the end are passed over, as blank rows are.
 *
 * @param layout which of the layouts in circulation it has
 * @param top the rows above the header
 * @param rows the rows below it
 */
record CsvFile(CsvLayout layout, List<Row> top, List<Row> rows) {
    private static final int LAST_HEADER_ROW = 8;
    private static final Pattern TOTAL = Pattern.compile("(?i)(grand )?total\\b.*");
    private static final Pattern NOTE = Pattern.compile("(?i)(source|notes?|end of|©|\\*).*");
    private static final Pattern NUMBER = Pattern.compile("\\b[0-9][0-9,]*\\b");

    CsvFile {
        top = List.copyOf(top);
        rows = List.copyOf(rows);
    }

    /** Reads a file in one of the layouts, or says what keeps it from being one. */
    static Outcome<CsvFile> read(byte[] file, List<CsvLayout> layouts) {
        Optional<String> text = CsvText.decode(file);
        if (text.isEmpty()) {
            return refused(Problem.REFERENCE_FILE_ENCODING, "The file is text neither in UTF-8 nor in Windows-1252.");
        }
        try {
            return of(text.get(), CsvText.rows(text.get()), layouts);
        } catch (CsvParseException unended) {
            return refused(
                    Problem.REFERENCE_FILE_TRUNCATED, "A quoted field does not end; the file may have been cut off.");
        }
    }

    private static Outcome<CsvFile> of(String text, List<Row> rows, List<CsvLayout> layouts) {
        CsvLayout layout = layouts.getFirst();
        Optional<Row> header = Optional.empty();
        for (CsvLayout candidate : layouts) {
            Optional<Row> found = header(rows, candidate);
            if (found.isPresent()
                    && (header.isEmpty() || missing(candidate, found.get()) < missing(layout, header.get()))) {
                layout = candidate;
                header = found;
            }
        }
        if (header.isEmpty()) {
            return refused(
                    Problem.REFERENCE_FILE_COLUMNS,
                    "There is no header row with the columns of "
                            + layouts.getFirst().file() + ".");
        }
        Faults faults = new Faults();
        checkColumns(layout, header.get(), faults);
        if (layout.cutShows() && !text.endsWith("\n") && !text.endsWith("\r")) {
            faults.add(Problem.REFERENCE_FILE_TRUNCATED, "The last line does not end; the file may have been cut off.");
        }
        if (!faults.isEmpty()) {
            return faults.refusal();
        }
        int at = rows.indexOf(header.get());
        List<Row> below = rows.subList(at + 1, rows.size()).stream()
                .filter(row -> !row.isBlank())
                .toList();
        return withoutTail(new CsvFile(layout, rows.subList(0, at), below));
    }

    /** The row that names most of the columns, if it names at least half of them. */
    private static Optional<Row> header(List<Row> rows, CsvLayout layout) {
        return rows.stream()
                .limit(LAST_HEADER_ROW)
                .max(Comparator.comparingInt(layout::named))
                .filter(row -> 2 * layout.named(row) >= layout.headings());
    }

    private static int missing(CsvLayout layout, Row header) {
        return layout.headings() - layout.named(header);
    }

    private static void checkColumns(CsvLayout layout, Row header, Faults faults) {
        for (int i = 0; i < layout.columns().size(); i++) {
            if (!layout.isAt(i, header)) {
                String heading = layout.columns().get(i);
                String expected = heading.isEmpty() ? "no name" : "\"" + heading + "\"";
                faults.at(
                        header.number(),
                        i,
                        Problem.REFERENCE_FILE_COLUMNS,
                        "The column must have " + expected + " as its heading.");
            }
        }
        extraCells(layout, header, faults);
    }

    /** Says of each cell beyond the last column that there is no such column. */
    static void extraCells(CsvLayout layout, Row row, Faults faults) {
        for (int i = layout.columns().size(); i < row.cells().size(); i++) {
            if (!row.cell(i).isEmpty()) {
                faults.at(
                        row.number(),
                        i,
                        Problem.REFERENCE_FILE_COLUMNS,
                        "There is no such column in " + layout.file() + ".");
            }
        }
    }

    /** The file without its totals and notes; a total that differs from the number of rows is a fault. */
    private static Outcome<CsvFile> withoutTail(CsvFile file) {
        List<Row> rows = new ArrayList<>(file.rows());
        Faults faults = new Faults();
        while (!rows.isEmpty()) {
            Row last = rows.getLast();
            boolean alone = last.cells().stream().skip(1).allMatch(String::isBlank);
            if (alone && NOTE.matcher(last.cell(0)).matches()) {
                rows.removeLast();
            } else if (isTotal(last)) {
                rows.removeLast();
                checkTotal(last, rows.size(), faults);
            } else {
                break;
            }
        }
        return faults.isEmpty() ? Outcome.done(new CsvFile(file.layout(), file.top(), rows)) : faults.refusal();
    }

    private static boolean isTotal(Row row) {
        long filled = row.cells().stream().filter(cell -> !cell.isBlank()).count();
        return filled <= 2 && TOTAL.matcher(row.cell(0)).matches();
    }

    private static void checkTotal(Row total, int rows, Faults faults) {
        NUMBER.matcher(String.join(" ", total.cells()))
                .results()
                .map(number -> number.group().replace(",", ""))
                .reduce((earlier, later) -> later)
                .filter(number -> !number.equals(String.valueOf(rows)))
                .ifPresent(number -> faults.at(
                        total.number(),
                        0,
                        Problem.REFERENCE_FILE_NOT_BALANCED,
                        "The file says that it has " + number + " lines; it has " + rows + "."));
    }

    private static <T> Outcome<T> refused(Problem problem, String sentence) {
        Faults faults = new Faults();
        faults.add(problem, sentence);
        return faults.refusal();
    }
}
