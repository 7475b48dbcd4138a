package org.pestle.tariff;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;

/**
 * Our own files of dated values: fees, allowances, discounts and charges, exemption codes, and disallowed products. Of
 * one name the values follow each other without overlapping.
 */
final class DatedFile {
    private static final CsvLayout RATES =
            new CsvLayout("rates", List.of("name", "value", "unit", "from_month", "to_month", "source"), true);
    private static final CsvLayout EXEMPTIONS = new CsvLayout(
            "exemption codes",
            List.of("code", "meaning", "charged", "from_month", "to_month", "last_supply", "source"),
            true);
    private static final CsvLayout DISALLOWED = new CsvLayout(
            "disallowed products", List.of("product", "reason", "name", "from_month", "to_month", "source"), true);
    private static final int FROM = 3;
    private static final int TO = 4;
    private static final int LAST_SUPPLY = 5;
    private static final Pattern VALUE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,4})?");
    private static final Pattern CODE = Pattern.compile("[0-9]{4}");
    private static final Pattern PRODUCT = Pattern.compile("[0-9]{6,18}");
    private static final Pattern REASON = Pattern.compile(
            Arrays.stream(DisallowedReason.values()).map(DisallowedReason::name).collect(Collectors.joining("|")));
    private static final Pattern YES_OR_NO = Pattern.compile("yes|no");
    private static final Pattern MONTH = Pattern.compile("(20[0-9]{2}-(0[1-9]|1[0-2]))?");

    private DatedFile() {}

    /**
     * One row.
     *
     * @param name of the value
     * @param value itself
     */
    private record Row<T>(String name, Period period, T value, int number) {}

    /** Months from one to another; null is open. */
    private record Period(
            @Nullable YearMonth from, @Nullable YearMonth to) {
        boolean overlaps(Period other) {
            return !isBefore(other) && !other.isBefore(this);
        }

        private boolean isBefore(Period other) {
            return to != null && other.from != null && to.isBefore(other.from);
        }
    }

    /** {@code rates.csv}: name, value, unit, from_month, to_month, source. */
    static Outcome<List<DatedRate>> rates(byte[] file) {
        List<String> names = Arrays.stream(RateName.values()).map(RateName::key).toList();
        return read(file, RATES, (cells, period) -> {
            String name = cells.name(0, "the value");
            if (!names.contains(name)) {
                cells.wrong(0, "There is no fee, allowance, discount or charge of that name.");
            }
            String value = cells.matching(1, VALUE, "The value must be a number, without sign or comma.");
            String unit = cells.name(2, "the unit");
            String source = cells.text(5);
            return value == null
                    ? null
                    : new Row<>(
                            name,
                            period,
                            new DatedRate(name, period.from(), period.to(), new BigDecimal(value), unit, source),
                            cells.number());
        });
    }

    /** {@code exemptions.csv}: code, meaning, charged (yes or no), from_month, to_month, last_supply, source. */
    static Outcome<List<Exemption>> exemptions(byte[] file) {
        return read(file, EXEMPTIONS, (cells, period) -> {
            String code = cells.matching(0, CODE, "A code has four digits.");
            String meaning = cells.name(1, "the exemption");
            String charged = cells.matching(2, YES_OR_NO, "The column says yes or no.");
            LocalDate lastSupply = day(cells, LAST_SUPPLY);
            String source = cells.text(LAST_SUPPLY + 1);
            return code == null || charged == null
                    ? null
                    : new Row<>(
                            code,
                            period,
                            new Exemption(
                                    code,
                                    period.from(),
                                    period.to(),
                                    lastSupply,
                                    charged.equals("yes"),
                                    meaning,
                                    source),
                            cells.number());
        });
    }

    /** {@code disallowed.csv}: product, reason, name, from_month, to_month, source. */
    static Outcome<List<Disallowed>> disallowed(byte[] file) {
        return read(file, DISALLOWED, (cells, period) -> {
            String product = cells.matching(0, PRODUCT, "A product has a code of 6 to 18 digits.");
            String code = cells.matching(1, REASON, "There is no such reason.");
            String name = cells.name(2, "the product");
            String source = cells.text(5);
            return product == null || code == null
                    ? null
                    : new Row<>(
                            product + "|" + code,
                            period,
                            new Disallowed(
                                    product, DisallowedReason.valueOf(code), name, period.from(), period.to(), source),
                            cells.number());
        });
    }

    private static <T> Outcome<List<T>> read(
            byte[] file, CsvLayout layout, BiFunction<CsvCells, Period, @Nullable Row<T>> line) {
        return CsvFile.read(file, List.of(layout)).then(csv -> {
            Faults faults = new Faults();
            List<Row<T>> rows = new ArrayList<>();
            for (CsvText.Row row : csv.rows()) {
                CsvCells cells = new CsvCells(layout, row, faults);
                Row<T> read = line.apply(cells, period(cells));
                if (read != null && cells.areRight()) {
                    overlapping(read, rows, faults);
                    rows.add(read);
                }
            }
            if (faults.isEmpty() && rows.isEmpty()) {
                faults.add(Problem.REFERENCE_FILE_TRUNCATED, "The file has no value.");
            }
            return faults.isEmpty() ? Outcome.done(rows.stream().map(Row::value).toList()) : faults.refusal();
        });
    }

    private static Period period(CsvCells cells) {
        String wrong = "A month is written like 2026-06, or left open.";
        Period period = new Period(month(cells.matching(FROM, MONTH, wrong)), month(cells.matching(TO, MONTH, wrong)));
        if (period.from() != null && period.to() != null && period.to().isBefore(period.from())) {
            cells.wrong(TO, "The last month is before the first.");
        }
        return period;
    }

    private static @Nullable YearMonth month(@Nullable String text) {
        return text == null || text.isEmpty() ? null : YearMonth.parse(text);
    }

    private static @Nullable LocalDate day(CsvCells cells, int column) {
        String text = cells.text(column);
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            cells.wrong(column, "A day is written like 2026-06-30, or left open.");
            return null;
        }
    }

    private static <T> void overlapping(Row<T> row, List<Row<T>> earlier, Faults faults) {
        earlier.stream()
                .filter(other ->
                        other.name().equals(row.name()) && other.period().overlaps(row.period()))
                .findFirst()
                .ifPresent(other -> faults.at(
                        row.number(),
                        FROM,
                        Problem.REFERENCE_FILE_NOT_BALANCED,
                        "The months overlap with those in row " + other.number() + "."));
    }
}
