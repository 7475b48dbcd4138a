package org.pestle.tariff;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Problem;
import org.pestle.tariff.CsvText.Row;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;

/**
 * The values of one row, each checked; what is wrong is put down with row and column. Whether the row is right is asked
 * once, after all of its cells were read: a value that is wrong is null.
 */
final class CsvCells {
    private static final int LONGEST_NAME = 400;
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,3})?");
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern CODE = Pattern.compile("[0-9]{6,18}");
    private static final String WRONG_PRICE = "The price must be whole pence, without sign, point or comma.";
    private static final String WRONG_SIZE = "The pack size must be a number above zero.";

    private final Row row;
    private final Faults faults;
    private final int faultsBefore;

    CsvCells(CsvLayout layout, Row row, Faults faults) {
        this.row = row;
        this.faults = faults;
        this.faultsBefore = faults.count();
        CsvFile.extraCells(layout, row, faults);
        if (row.cells().size() < layout.columns().size() && !row.isBlank()) {
            wrong(row.cells().size(), Problem.REFERENCE_FILE_TRUNCATED, "The row ends before this column.");
        }
    }

    /** Number of the row in the file. */
    int number() {
        return row.number();
    }

    /** Whether nothing was wrong with what was read of the row. */
    boolean areRight() {
        return faults.count() == faultsBefore && !faults.isFull();
    }

    void wrong(int column, Problem problem, String sentence) {
        faults.at(row.number(), column, problem, sentence);
    }

    void wrong(int column, String sentence) {
        wrong(column, Problem.REFERENCE_FILE_INVALID, sentence);
    }

    boolean isEmpty(int column) {
        return row.cell(column).isEmpty();
    }

    /** Text as it stands, perhaps none. */
    String text(int column) {
        String text = row.cell(column);
        if (text.length() > LONGEST_NAME
                || text.chars().anyMatch(letter -> Character.isISOControl(letter) || letter == '\uFFFD')) {
            wrong(column, "The text is too long or holds a character that is in no name.");
        }
        return text;
    }

    /** A name: text, and not none. */
    String name(int column, String what) {
        String text = row.cell(column);
        if (text.isEmpty() || text.length() > LONGEST_NAME) {
            wrong(column, "The name of " + what + " is missing or too long.");
        } else if (text.chars().anyMatch(letter -> Character.isISOControl(letter) || letter == '\uFFFD')) {
            wrong(column, "The name of " + what + " holds a character that is in no name.");
        }
        return text;
    }

    /** A SNOMED code with its check digit, or null if it is wrong. */
    @Nullable
    DmdCode code(int column) {
        String code = row.cell(column);
        if (!CODE.matcher(code).matches()) {
            wrong(column, "A code of six to eighteen digits is expected.");
            return null;
        }
        if (!SnomedCheck.holds(code)) {
            wrong(column, "The code's check digit is wrong; a spreadsheet may have rounded it.");
        }
        return new DmdCode(code);
    }

    /** A code, if there is one. */
    Optional<DmdCode> optionalCode(int column) {
        return isEmpty(column) ? Optional.empty() : Optional.ofNullable(code(column));
    }

    /** Units in a pack, above zero, or null if it is wrong. */
    @Nullable
    BigDecimal size(int column) {
        String size = matching(column, SIZE, WRONG_SIZE);
        if (size == null) {
            return null;
        }
        BigDecimal units = new BigDecimal(size);
        if (units.signum() == 0) {
            wrong(column, WRONG_SIZE);
        }
        return units;
    }

    /** Whole pence, or null if it is wrong. */
    @Nullable
    Pence price(int column) {
        String price = matching(column, PRICE, WRONG_PRICE);
        return price == null ? null : new Pence(Long.parseLong(price));
    }

    /** Whole pence, if there is a price. */
    Optional<Pence> optionalPrice(int column) {
        return isEmpty(column) ? Optional.empty() : Optional.ofNullable(price(column));
    }

    /** Text of that form, or null if it is not. */
    @Nullable
    String matching(int column, Pattern pattern, String sentence) {
        String text = row.cell(column);
        if (pattern.matcher(text).matches()) {
            return text;
        }
        wrong(column, sentence);
        return null;
    }
}
