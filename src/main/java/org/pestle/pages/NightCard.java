package org.pestle.pages;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.pestle.reporting.LastNight;

/**
 * What the start page shows of one batch job.
 *
 * @param name as words
 * @param status how it ended, as a word
 * @param colour class of the tag
 * @param endedAt as words
 * @param totals counts and control totals, amounts in pounds
 */
record NightCard(String name, String status, String colour, String endedAt, List<Total> totals) {
    /** One figure with its name. */
    record Total(String name, String value) {}

    static NightCard of(LastNight.Job job) {
        boolean completed = job.status().equals("COMPLETED");
        List<Total> totals = new ArrayList<>();
        totals.add(new Total("Read", Long.toString(job.read())));
        totals.add(new Total("Written", Long.toString(job.written())));
        totals.add(new Total("Refused", Long.toString(job.refused())));
        job.totals().forEach((name, value) -> totals.add(isMoney(name) ? 0 : totals.size(), total(name, value)));
        return new NightCard(
                PlainWords.name(job.job()),
                completed ? "Completed" : "Failed",
                completed ? "govuk-tag--green" : "govuk-tag--red",
                PlainWords.time(job.endedAt()),
                List.copyOf(totals));
    }

    private static boolean isMoney(String name) {
        return name.endsWith("_p");
    }

    private static Total total(String name, Object value) {
        if (isMoney(name)) {
            String words = PlainWords.name(name.substring(0, name.length() - 2));
            return new Total(words, PlainWords.pounds(pence(value)));
        }
        return new Total(PlainWords.name(name), text(value));
    }

    /** Whole pence; totals of prices that are not rounded yet are shown as if they were. */
    private static long pence(Object value) {
        return new BigDecimal(value.toString())
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static String text(Object value) {
        try {
            return PlainWords.time(Instant.parse(value.toString()));
        } catch (DateTimeParseException noTime) {
            return value.toString();
        }
    }
}
