package org.pestle.jobs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;

/** Reads the values that an operator gives to a job; a wrong one is told in words. */
final class Given {
    private Given() {}

    static LocalDate day(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("A day is written like 2026-12-01.", wrong);
        }
    }

    static YearMonth month(String value) {
        try {
            return YearMonth.parse(value);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("A month is written like 2026-12.", wrong);
        }
    }

    static long rows(String value) {
        if (!value.matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("A number of rows is written like 1051341.");
        }
        return Long.parseLong(value);
    }

    static UUID id(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("An id is written like 0f8fad5b-d9cb-469f-a165-70867728950e.", wrong);
        }
    }

    static Instant instant(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("An instant is written like 2026-12-01T02:00:00Z.", wrong);
        }
    }
}
