package org.pestle.reporting;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.pestle.values.OdsCode;

/**
 * What one commissioner pays for one month: a row for each practice, contractor, product and class (reimbursement.md
 * 6.3).
 *
 * @param icb the prescriber's commissioner
 * @param month the month for which the claims count
 * @param provisional whether claims can still be added
 * @param writtenAt by the business clock
 * @param editions the tariff editions that the prices come from
 * @param rows in the order of their keys
 */
public record CommissionerReport(
        OdsCode icb, YearMonth month, boolean provisional, Instant writtenAt, List<String> editions, List<Row> rows) {
    /** Copies the lists. */
    public CommissionerReport {
        editions = List.copyOf(editions);
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param practice code of the prescribing practice
     * @param contractor code of the dispensing contractor
     * @param bnfCode the product's place in the BNF, or {@link #UNMAPPED}
     * @param snomedCode the product in the dictionary of medicines, as text
     * @param preparationClass 1 to 5
     * @param measures what was paid
     */
    public record Row(
            String practice,
            String contractor,
            String bnfCode,
            String snomedCode,
            int preparationClass,
            Measures measures) {}

    /** In place of a BNF code where none is on file; such products are shown, never dropped. */
    public static final String UNMAPPED = "UNMAPPED";

    /** The sum of all rows. */
    public Measures totals() {
        return rows.stream().map(Row::measures).reduce(Measures.NONE, Measures::plus);
    }

    /** The sums by anything that a row has, in its order. */
    public Map<String, Measures> totalsBy(Function<Row, String> key) {
        Map<String, Measures> totals = new TreeMap<>();
        rows.forEach(row -> totals.merge(key.apply(row), row.measures(), Measures::plus));
        return totals;
    }

    /** First two characters of the BNF code. */
    public static String bnfChapter(Row row) {
        return row.bnfCode().equals(UNMAPPED) ? UNMAPPED : row.bnfCode().substring(0, 2);
    }

    /** First four characters of the BNF code. */
    public static String bnfSection(Row row) {
        return row.bnfCode().equals(UNMAPPED) ? UNMAPPED : row.bnfCode().substring(0, 4);
    }
}
