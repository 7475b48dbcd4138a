package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;
import tools.jackson.databind.JsonNode;

/**
 * Reads the members of one JSON object strictly: every fault becomes a finding with the member's JSON pointer, and
 * reading goes on, so that a caller learns of all faults at once. What is returned for a faulty member has no meaning.
 */
final class JsonFields {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,5})?");
    private static final Pattern MONTH = Pattern.compile("20[0-9]{2}-[0-9]{2}");
    private static final int LONGEST_TEXT = 500;
    private static final long HIGHEST_PRICE = 1_000_000_000;

    private final JsonNode node;
    private final String pointer;
    private final List<Finding> findings;
    private final Set<String> asked = new HashSet<>();

    JsonFields(JsonNode node, String pointer, List<Finding> findings) {
        this.node = node;
        this.pointer = pointer;
        this.findings = findings;
        if (!node.isObject()) {
            wrong(Problem.INVALID_VALUE, "", "An object is expected here.");
        }
    }

    /** A text that must be there. */
    String text(String name) {
        String text = optionalText(name);
        return text == null ? missing(name, "") : text;
    }

    /** A text that may be absent, null or empty. */
    @Nullable
    String optionalText(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            return wrong(Problem.INVALID_VALUE, name, "A text is expected here.", null);
        }
        String text = value.stringValue();
        boolean right = text.length() <= LONGEST_TEXT && text.chars().noneMatch(Character::isISOControl);
        if (!right) {
            return wrong(Problem.INVALID_VALUE, name, "The text is too long or holds a control character.", null);
        }
        return text.isBlank() ? null : text;
    }

    /** One of a list of words that must be there. */
    <T> T word(String name, T[] values, Function<T, String> word) {
        T found = optionalWord(name, values, word);
        return found == null ? missing(name, values[0]) : found;
    }

    /** One of a list of words, or null. */
    <T> @Nullable T optionalWord(String name, T[] values, Function<T, String> word) {
        String text = optionalText(name);
        if (text == null) {
            return null;
        }
        for (T value : values) {
            if (word.apply(value).equals(text)) {
                return value;
            }
        }
        String all = Arrays.stream(values).map(word).collect(Collectors.joining(", "));
        return wrong(Problem.INVALID_VALUE, name, "One of these is expected here: " + all + ".", values[0]);
    }

    /** A month that must be there. */
    YearMonth month(String name) {
        YearMonth month = optionalMonth(name);
        return month == null ? missing(name, YearMonth.of(2000, 1)) : month;
    }

    /** A month, or null. */
    @Nullable
    YearMonth optionalMonth(String name) {
        String text = optionalText(name);
        if (text == null) {
            return null;
        }
        try {
            if (MONTH.matcher(text).matches()) {
                return YearMonth.parse(text);
            }
        } catch (DateTimeParseException thirteenthMonth) {
            // Refused below, as every text that is no month.
        }
        return wrong(Problem.INVALID_VALUE, name, "A month like 2026-07 is expected here.", YearMonth.of(2000, 1));
    }

    /** An exact decimal, written as text, that must be there. */
    BigDecimal decimal(String name, boolean positive) {
        BigDecimal decimal = optionalDecimal(name, positive);
        return decimal == null ? missing(name, BigDecimal.ONE) : decimal;
    }

    /** An exact decimal, written as text, or null. */
    @Nullable
    BigDecimal optionalDecimal(String name, boolean positive) {
        String text = optionalText(name);
        if (text == null) {
            return null;
        }
        if (!DECIMAL.matcher(text).matches() || (positive && new BigDecimal(text).signum() == 0)) {
            String bound = positive ? "above zero" : "of zero or more";
            return wrong(
                    Problem.INVALID_VALUE,
                    name,
                    "A number " + bound + ", written as text with up to five decimals, is expected here.",
                    BigDecimal.ONE);
        }
        return new BigDecimal(text);
    }

    /** Whole pence that must be there. */
    Pence pence(String name) {
        Pence pence = optionalPence(name);
        return pence == null ? missing(name, Pence.ZERO) : pence;
    }

    /** Whole pence, or null. */
    @Nullable
    Pence optionalPence(String name) {
        JsonNode value = value(name);
        return value == null ? null : new Pence(whole(name, value, HIGHEST_PRICE));
    }

    /** A whole number from zero to a highest, or another if it is absent. */
    int count(String name, int highest, int otherwise) {
        JsonNode value = value(name);
        return value == null ? otherwise : Math.toIntExact(whole(name, value, highest));
    }

    private long whole(String name, JsonNode value, long highest) {
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > highest) {
            return wrong(Problem.INVALID_VALUE, name, "A whole number from 0 to " + highest + " is expected here.", 0L);
        }
        return value.longValue();
    }

    /** Yes or no, no if it is absent. */
    boolean flag(String name) {
        return Boolean.TRUE.equals(optionalFlag(name));
    }

    /** Yes, no, or null if it is absent. */
    @Nullable
    Boolean optionalFlag(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            return wrong(Problem.INVALID_VALUE, name, "true or false is expected here.", false);
        }
        return value.booleanValue();
    }

    /** A code of the dictionary of medicines, or null if it is absent or empty. */
    @Nullable
    DmdCode optionalCode(String name) {
        String text = optionalText(name);
        if (text == null) {
            return null;
        }
        if (!DmdCode.isRight(text)) {
            return wrong(
                    Problem.INVALID_VALUE,
                    name,
                    "A code of six to eighteen digits, written as text, is expected here.",
                    null);
        }
        return new DmdCode(text);
    }

    /** An object that must be there, read by a function. */
    <T> T object(String name, Function<JsonFields, T> read, T otherwise) {
        JsonNode value = value(name);
        if (value == null) {
            return missing(name, otherwise);
        }
        JsonFields fields = new JsonFields(value, pointer + "/" + name, findings);
        return fields.node.isObject() ? read.apply(fields) : otherwise;
    }

    /** A list of objects that must be there, each read by a function. */
    <T> List<T> list(String name, Function<JsonFields, T> read) {
        JsonNode value = value(name);
        if (value == null) {
            return missing(name, List.of());
        }
        if (!value.isArray()) {
            return wrong(Problem.INVALID_VALUE, name, "A list is expected here.", List.of());
        }
        List<T> list = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            JsonFields fields = new JsonFields(value.get(i), pointer + "/" + name + "/" + i, findings);
            if (fields.node.isObject()) {
                list.add(read.apply(fields));
            }
        }
        return list;
    }

    /** Whether the member is there at all, be it null. */
    boolean holds(String name) {
        return node.has(name);
    }

    /** Refuses every member that was not asked for. */
    void nothingElse() {
        for (String name : node.propertyNames()) {
            if (!asked.contains(name)) {
                wrong(Problem.INVALID_VALUE, name, "This field is not known here.");
            }
        }
    }

    /** Notes a missing member. */
    <T> T missing(String name, T otherwise) {
        if (findings.stream().noneMatch(finding -> place(name).equals(finding.expression()))) {
            wrong(Problem.MISSING_VALUE, name, "This field is required.");
        }
        return otherwise;
    }

    /** Notes a fault of a member. */
    <T extends @Nullable Object> T wrong(Problem problem, String name, String sentence, T otherwise) {
        wrong(problem, name, sentence);
        return otherwise;
    }

    private void wrong(Problem problem, String name, String sentence) {
        findings.add(Finding.at(place(name), problem, sentence));
    }

    private String place(String name) {
        return name.isEmpty()
                ? pointer
                : pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private @Nullable JsonNode value(String name) {
        asked.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
