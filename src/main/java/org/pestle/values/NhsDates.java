package org.pestle.values;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The calendar of the service: every day, month and deadline is one of Europe/London, and is worked out here. */
public final class NhsDates {
    /** The name of the time zone, for schedules. */
    public static final String ZONE = "Europe/London";

    private static final ZoneId LONDON = ZoneId.of(ZONE);
    private static final int LAST_CLAIM_DAY = 5;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.UK);

    private NhsDates() {}

    /** Today in London. */
    public static LocalDate today(Clock clock) {
        return on(clock.instant());
    }

    /** The day in London on which an instant falls. */
    public static LocalDate on(Instant instant) {
        return instant.atZone(LONDON).toLocalDate();
    }

    /** The time that clocks in London show at an instant. */
    public static LocalDateTime timeOn(Instant instant) {
        return LocalDateTime.ofInstant(instant, LONDON);
    }

    /** A day as people read it: 20 January 2026. */
    public static String inWords(LocalDate day) {
        return DAY.format(day);
    }

    /** An instant as people in London read it: 20 January 2026 at 09:05. */
    public static String inWords(Instant instant) {
        return TIME.format(timeOn(instant));
    }

    /** The first instant of a day in London. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(LONDON).toInstant();
    }

    /**
     * The month for which a claim is counted (eps.md 10.5): that of the supply if the claim was received by the end of
     * the 5th of the next month, else that of receipt.
     */
    public static YearMonth paymentMonth(LocalDate dispensedOn, Instant claimReceivedAt) {
        YearMonth supplied = YearMonth.from(dispensedOn);
        LocalDate received = on(claimReceivedAt);
        return isOpenForClaims(supplied, received) ? supplied : YearMonth.from(received);
    }

    /** Whether a claim that is received on this day can still count for this month (eps.md 10.5). */
    public static boolean isOpenForClaims(YearMonth month, LocalDate day) {
        return !day.isAfter(month.plusMonths(1).atDay(LAST_CLAIM_DAY));
    }
}
