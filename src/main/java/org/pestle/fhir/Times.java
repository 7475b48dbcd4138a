package org.pestle.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.pestle.values.NhsDates;

/** Reads dates and times as messages carry them. */
final class Times {
    private Times() {}

    /** A whole day, {@code yyyy-mm-dd}; the day of a time in London. Records what is neither. */
    static LocalDate day(Reading reading, Place place, String text) {
        try {
            return text.length() > 10 ? NhsDates.on(OffsetDateTime.parse(text).toInstant()) : LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            reading.wrong(
                    place, "The " + place.inWords() + " must be a whole day, yyyy-mm-dd, or a time with its zone");
            return LocalDate.EPOCH;
        }
    }

    /** An instant; of a whole day, its first in London. Records what is neither. */
    static Instant instant(Reading reading, Place place, String text) {
        try {
            return text.length() > 10
                    ? OffsetDateTime.parse(text).toInstant()
                    : NhsDates.startOf(LocalDate.parse(text));
        } catch (DateTimeException wrong) {
            reading.wrong(
                    place, "The " + place.inWords() + " must be a whole day, yyyy-mm-dd, or a time with its zone");
            return Instant.EPOCH;
        }
    }

    /** A day that may be absent. */
    static @Nullable LocalDate optionalDay(Reading reading, Place place, @Nullable String text) {
        return text == null ? null : day(reading, place, text);
    }
}
