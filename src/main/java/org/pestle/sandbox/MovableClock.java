package org.pestle.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The business time of the sandbox: real time moved by an amount that is kept in a file, so that a restart and a job
 * that runs as a process of its own have the same time.
 */
public final class MovableClock extends Clock {
    private static final Pattern DURATION =
            Pattern.compile("([+-]?)P(?=.)((?:[+-]?\\d+[YMWD])*)(?:T(?=.)((?:[+-]?[\\d.]+[HMS])+))?");

    private final Clock real;
    private final Path file;
    private volatile Duration moved;

    /**
     * A clock that goes on where it was.
     *
     * @param real the clock that is moved
     * @param file where the amount is kept, an ISO 8601 duration
     */
    MovableClock(Clock real, Path file) {
        this.real = real;
        this.file = file;
        this.moved = read(file);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(moved);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        MovableClock moving = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return moving.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return moving.withZone(other);
            }
        };
    }

    /** Real time, moved by the amount that is kept in a file. */
    static MovableClock keptIn(Path file) {
        return new MovableClock(Clock.systemUTC(), file);
    }

    /** The clock that is moved. */
    Clock real() {
        return real;
    }

    /** Sets the time. */
    synchronized void moveTo(Instant now) {
        move(Duration.between(real.instant(), now));
    }

    /**
     * Moves the time on.
     *
     * @param amount any ISO 8601 duration: {@code P30D}, {@code P1M}, {@code P10DT6H}; days have 24 hours, months are
     *     those of the calendar (UTC)
     * @throws DateTimeParseException if it is none
     */
    synchronized void advance(String amount) {
        Matcher parts = DURATION.matcher(amount.toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new DateTimeParseException("not an ISO 8601 duration", amount, 0);
        }
        Period days = parts.group(2).isEmpty() ? Period.ZERO : Period.parse("P" + parts.group(2));
        Duration hours = parts.group(3) == null ? Duration.ZERO : Duration.parse("PT" + parts.group(3));
        boolean back = parts.group(1).equals("-");
        moveTo(instant()
                .atOffset(ZoneOffset.UTC)
                .plus(back ? days.negated() : days)
                .plus(back ? hours.negated() : hours)
                .toInstant());
    }

    /** Goes back to real time. */
    synchronized void putBack() {
        move(Duration.ZERO);
    }

    private void move(Duration amount) {
        PrivateFile.write(file, amount.toString());
        moved = amount;
    }

    private static Duration read(Path file) {
        try {
            return Files.exists(file) ? Duration.parse(Files.readString(file).trim()) : Duration.ZERO;
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read the clock's file " + file, broken);
        }
    }
}
