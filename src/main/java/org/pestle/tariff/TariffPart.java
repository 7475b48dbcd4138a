package org.pestle.tariff;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The parts of the Drug Tariff that are published as files, each with the layouts in circulation (reimbursement.md
 * 7.2).
 */
public enum TariffPart {
    /** Medicines with a basic price. */
    VIIIA,
    /** Unlicensed specials with a minimum price and a price of further units. */
    VIIIB,
    /** Unlicensed specials and imports with a price for each pack. */
    VIIID,
    /** Appliances and reagents. */
    IX;

    List<CsvLayout> layouts() {
        return switch (this) {
            case VIIIA -> List.of(CsvLayout.PART_VIIIA);
            case VIIIB -> List.of(CsvLayout.PART_VIIIB, CsvLayout.oneRowForEachPack("Part VIIIB"));
            case VIIID -> List.of(CsvLayout.oneRowForEachPack("Part VIIID"));
            case IX -> List.of(CsvLayout.PART_IX);
        };
    }

    /** The small edition of the month that Pestle ships, if there is one. */
    public Optional<byte[]> shipped(YearMonth month) {
        return ReferenceFiles.edition(this, month);
    }

    /**
     * The part of that name, in any letter case.
     *
     * @throws IllegalArgumentException if there is none; the message is for the operator
     */
    public static TariffPart named(String name) {
        return Arrays.stream(values())
                .filter(part -> part.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There are Parts VIIIA, VIIIB, VIIID and IX, and RATES, EXEMPTIONS and DISALLOWED."));
    }
}
