package org.pestle.reporting;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sums of a commissioner's report, as the database adds them up.
 *
 * @param rows how many rows the report has
 * @param totals of all rows
 * @param byBnfChapter by the first two characters of the BNF code, or {@link CommissionerReport#UNMAPPED}
 * @param byBnfSection by the first four, likewise
 * @param byPractice by the code of the practice
 * @param byContractor by the code of the contractor
 */
public record ReportSums(
        long rows,
        Measures totals,
        SortedMap<String, Measures> byBnfChapter,
        SortedMap<String, Measures> byBnfSection,
        SortedMap<String, Measures> byPractice,
        SortedMap<String, Measures> byContractor) {
    /** Copies the sums. */
    public ReportSums {
        byBnfChapter = copy(byBnfChapter);
        byBnfSection = copy(byBnfSection);
        byPractice = copy(byPractice);
        byContractor = copy(byContractor);
    }

    private static SortedMap<String, Measures> copy(SortedMap<String, Measures> sums) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(sums));
    }
}
