package org.pestle.tariff;

import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.pestle.problems.Problem;

/** The title of an edition, where the file has one: it must not name another part or another month. */
final class TariffTitle {
    private static final Pattern YEAR = Pattern.compile("\\b20[0-9]{2}\\b");

    private TariffTitle() {}

    static void check(TariffPart part, String title, YearMonth month, Faults faults) {
        boolean needed = part == TariffPart.VIIIA;
        if ((needed || !title.isEmpty()) && !title.toUpperCase(Locale.ROOT).contains(part.name())) {
            wrong(faults, "The title does not say Part " + part + ".");
        }
        boolean namesAnother = Arrays.stream(Month.values()).anyMatch(any -> names(title, any));
        boolean otherMonth = namesAnother && !names(title, month.getMonth());
        boolean otherYear =
                YEAR.matcher(title).results().anyMatch(year -> !year.group().equals(String.valueOf(month.getYear())));
        if (otherMonth || otherYear) {
            wrong(faults, "The title names another month than " + month + ".");
        }
    }

    private static void wrong(Faults faults, String sentence) {
        faults.at(1, 0, Problem.REFERENCE_FILE_INVALID, sentence);
    }

    private static boolean names(String title, Month month) {
        String name = month.getDisplayName(TextStyle.FULL, Locale.UK);
        return Pattern.compile("\\b" + name + "\\b", Pattern.CASE_INSENSITIVE)
                .matcher(title)
                .find();
    }
}
