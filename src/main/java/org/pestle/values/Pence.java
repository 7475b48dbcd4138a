package org.pestle.values;

import java.math.BigDecimal;

/**
 * Money that is paid or charged: whole pence. Amounts that a rule has not rounded are {@link BigDecimal}.
 *
 * @param value pence, negative where it is taken away
 */
public record Pence(long value) implements Comparable<Pence> {
    /** No money. */
    public static final Pence ZERO = new Pence(0);

    /**
     * Whole pence from an exact decimal.
     *
     * @throws ArithmeticException if there is a part of a penny
     */
    public static Pence exactly(BigDecimal pence) {
        return new Pence(pence.longValueExact());
    }

    /** The sum; throws on overflow. */
    public Pence plus(Pence other) {
        return new Pence(Math.addExact(value, other.value));
    }

    /** The difference; throws on overflow. */
    public Pence minus(Pence other) {
        return new Pence(Math.subtractExact(value, other.value));
    }

    /** So many times this; throws on overflow. */
    public Pence times(long count) {
        return new Pence(Math.multiplyExact(value, count));
    }

    /** In pounds with two decimals, as files carry it: 14595.17. */
    public BigDecimal pounds() {
        return BigDecimal.valueOf(value, 2);
    }

    /** As people read it: £14,595.17. */
    @Override
    public String toString() {
        return (value < 0 ? "-£" : "£") + "%,d.%02d".formatted(Math.abs(value / 100), Math.abs(value % 100));
    }

    @Override
    public int compareTo(Pence other) {
        return Long.compare(value, other.value);
    }
}
