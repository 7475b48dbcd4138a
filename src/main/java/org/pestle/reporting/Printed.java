package org.pestle.reporting;

import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.pestle.values.NhsDates;

/** Months, days and the footer as our papers print them. */
final class Printed {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.UK);

    private Printed() {}

    /** November 2026. */
    static String month(YearMonth month) {
        return MONTH.format(month);
    }

    /** When and from which tariff a paper was made. */
    static String footer(Instant writtenAt, List<String> editions) {
        String tariff = editions.isEmpty()
                ? "nothing was priced"
                : "Drug Tariff "
                        + String.join(
                                ", ", editions.stream().map(Printed::edition).toList());
        return "Made by Pestle on " + DAY.format(NhsDates.timeOn(writtenAt)) + " · " + tariff;
    }

    private static String edition(String month) {
        return MONTH.format(YearMonth.parse(month));
    }
}
