package org.pestle.tariff;

import java.time.YearMonth;
import java.util.List;

/** The rates of {@code db/reference}, without a database. */
public final class ReferenceRates {
    private static final List<DatedRate> ON_FILE = ReferenceFiles.rates();
    private static final List<Exemption> EXEMPTIONS = ReferenceFiles.exemptions();

    private ReferenceRates() {}

    /** Those of a month. */
    public static Rates of(YearMonth month) {
        return new Rates(month, ON_FILE, EXEMPTIONS);
    }

    /** Those of a month, with one value replaced. */
    public static Rates with(YearMonth month, RateName name, String value) {
        return new Rates(
                month,
                ON_FILE.stream()
                        .map(rate -> rate.name().equals(name.key()) && rate.holdsIn(month)
                                ? new DatedRate(
                                        rate.name(),
                                        rate.from(),
                                        rate.to(),
                                        new java.math.BigDecimal(value),
                                        rate.unit(),
                                        rate.source())
                                : rate)
                        .toList(),
                EXEMPTIONS);
    }
}
