package org.pestle.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.pestle.values.NhsDates;

/** Writes values as people read them: dates as {@code 20 January 2026}, London time, money in pounds. */
final class PlainWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    private PlainWords() {}

    static String time(Instant instant) {
        return TIME.format(NhsDates.timeOn(instant));
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String month(YearMonth month) {
        return MONTH.format(month);
    }

    /** Pounds from pence, with thousands separated. */
    static String pounds(long pence) {
        String sign = pence < 0 ? "-" : "";
        return String.format(Locale.UK, "%s£%,d.%02d", sign, Math.abs(pence / 100), Math.abs(pence % 100));
    }

    /** A name from code, {@code price-claims} or {@code net_payment}, as words: {@code Price claims}. */
    static String name(String code) {
        String words = code.replace('-', ' ').replace('_', ' ').strip();
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
