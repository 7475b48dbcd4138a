package org.pestle.tariff;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every fee, allowance, discount, limit and charge, and the charge exemption codes, as they stand in one month. */
public final class Rates {
    private final YearMonth month;
    private final Map<RateName, DatedRate> inForce = new EnumMap<>(RateName.class);
    private final Map<RateName, DatedRate> previous = new EnumMap<>(RateName.class);
    private final Map<String, Exemption> exemptions = new HashMap<>();
    private final String digest;

    /**
     * The values that hold in a month, out of all that are on file.
     *
     * @throws IllegalArgumentException if two values of one name hold at once
     */
    public Rates(YearMonth month, List<DatedRate> onFile, List<Exemption> codes) {
        this.month = month;
        codes.stream().filter(code -> code.holdsIn(month)).forEach(code -> exemptions.put(code.code(), code));
        for (RateName name : RateName.values()) {
            List<DatedRate> ofName = onFile.stream()
                    .filter(rate -> rate.name().equals(name.key()))
                    .toList();
            List<DatedRate> holding =
                    ofName.stream().filter(rate -> rate.holdsIn(month)).toList();
            if (holding.size() > 1) {
                throw new IllegalArgumentException(name.key() + " has two values in " + month);
            }
            holding.forEach(rate -> inForce.put(name, rate));
            holding.stream()
                    .findFirst()
                    .flatMap(rate -> before(rate, ofName))
                    .ifPresent(rate -> previous.put(name, rate));
        }
        this.digest = HexFormat.of().formatHex(Sha256.of(written().getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<DatedRate> before(DatedRate rate, List<DatedRate> ofName) {
        YearMonth start = rate.from();
        if (start == null) {
            return Optional.empty();
        }
        return ofName.stream()
                .filter(other -> other.to() != null && other.to().isBefore(start))
                .max(Comparator.comparing(DatedRate::to, Comparator.nullsFirst(Comparator.naturalOrder())));
    }

    /** The month. */
    public YearMonth month() {
        return month;
    }

    /**
     * All that prices of the month rest on beside the tariff, hexadecimal: the same for the same values in every
     * process.
     */
    public String digest() {
        return digest;
    }

    private String written() {
        StringBuilder text = new StringBuilder();
        inForce.forEach((name, rate) -> text.append(name.key())
                .append(' ')
                .append(rate.value().stripTrailingZeros().toPlainString())
                .append('\n'));
        previous.forEach((name, rate) -> text.append("before ")
                .append(name.key())
                .append(' ')
                .append(rate.value().stripTrailingZeros().toPlainString())
                .append('\n'));
        new TreeMap<>(exemptions)
                .forEach((code, exemption) -> text.append(code)
                        .append(' ')
                        .append(exemption.charged())
                        .append('\n'));
        return text.toString();
    }

    /** What an exemption code means in the month; empty if it means nothing then. */
    public Optional<Exemption> exemption(String code) {
        return Optional.ofNullable(exemptions.get(code));
    }

    /**
     * Whether the patient has paid by this code; any code but those of the list that say so is exempt (eps.md 10.1).
     */
    public boolean isCharged(String code) {
        return exemption(code).filter(Exemption::charged).isPresent();
    }

    /** The value in force with its dates, or empty if none is: some rules began at a date. */
    public Optional<DatedRate> find(RateName name) {
        return Optional.ofNullable(inForce.get(name));
    }

    /**
     * The value in force.
     *
     * @throws RateNotHeldException if none is on file for the month: nothing may be priced with a guess
     */
    public BigDecimal value(RateName name) {
        return rate(name).value();
    }

    /** The value in force with its dates; throws as {@link #value}. */
    public DatedRate rate(RateName name) {
        DatedRate rate = inForce.get(name);
        if (rate == null) {
            throw new RateNotHeldException(name, month);
        }
        return rate;
    }

    /** The value that held before the one in force; throws as {@link #value}. */
    public DatedRate previous(RateName name) {
        DatedRate rate = previous.get(name);
        if (rate == null) {
            throw new RateNotHeldException(name, month);
        }
        return rate;
    }
}
