package org.pestle.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * A calendar made by counting: every day from 1 January 2023 to the end of 2101, one after the other, with the lengths
 * of the months written out and the British clock changes found by counting Sundays. It knows nothing of the calendar
 * that the service uses.
 */
public final class DayByDay {
    /** 1 January 2023 was a Sunday, and began so many seconds after 1970 began. */
    private static final long FIRST_MIDNIGHT = 1_672_531_200L;

    private static final int FIRST_YEAR = 2023;
    private static final int LAST_YEAR = 2101;
    private static final int[] LENGTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final List<String> days = new ArrayList<>();
    private final int[][] firsts = new int[LAST_YEAR + 1][13];

    /** Counts them. */
    public DayByDay() {
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            for (int month = 1; month <= 12; month++) {
                firsts[year][month] = days.size();
                for (int day = 1; day <= length(year, month); day++) {
                    days.add("%04d-%02d-%02d".formatted(year, month, day));
                }
            }
        }
    }

    /** The number of a day, to count with. */
    public int number(int year, int month, int day) {
        return firsts[year][month] + day - 1;
    }

    /** A day as it is written. */
    public String written(int number) {
        return days.get(number);
    }

    /** The year of a day. */
    public int year(int number) {
        return Integer.parseInt(days.get(number).substring(0, 4));
    }

    /** Its month, from 1. */
    public int month(int number) {
        return Integer.parseInt(days.get(number).substring(5, 7));
    }

    int dayOfMonth(int number) {
        return Integer.parseInt(days.get(number).substring(8));
    }

    /** The same day so many months later, or the last day of that month if it has no such day. */
    public int monthsLater(int number, int months) {
        int year = year(number);
        int month = month(number);
        for (int i = 0; i < months; i++) {
            month = month == 12 ? 1 : month + 1;
            year = month == 1 ? year + 1 : year;
        }
        return number(year, month, Math.min(dayOfMonth(number), length(year, month)));
    }

    /** The seconds since 1970 at which clocks in London show a time of that day that they show once. */
    public long seconds(int number, int hour, int minute, int second) {
        long wall = FIRST_MIDNIGHT + number * 86_400L + hour * 3_600L + minute * 60L + second;
        return isSummerTime(wall - 3_600) ? wall - 3_600 : wall;
    }

    /** Whether clocks are an hour ahead: from the last Sunday of March, 01:00 UTC, to that of October, 01:00 UTC. */
    boolean isSummerTime(long seconds) {
        int year = year((int) ((seconds - FIRST_MIDNIGHT) / 86_400));
        return seconds >= change(year, 3) && seconds < change(year, 10);
    }

    /** The seconds since 1970 at which clocks change in March or October. */
    public long change(int year, int month) {
        int sunday = number(year, month, 31);
        while (sunday % 7 != 0) {
            sunday--;
        }
        return FIRST_MIDNIGHT + sunday * 86_400L + 3_600;
    }

    private static int length(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : LENGTHS[month - 1];
    }
}
