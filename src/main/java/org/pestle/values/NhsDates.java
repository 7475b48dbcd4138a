package org.pestle.values;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The calendar of the service: every day, month and deadline is one of Europe/London, and is worked out here. */
public final class NhsDates {
    /** The name of the time zone, for schedules. */
    public static final String ZONE = "Europe/London";

    private static final ZoneId LONDON = ZoneId.of(ZONE);
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
}
