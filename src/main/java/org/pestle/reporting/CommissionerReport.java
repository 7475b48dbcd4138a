package org.pestle.reporting;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.pestle.values.OdsCode;

/**
 * What one commissioner pays for one month: a row for each practice, contractor, product and class (reimbursement.md
 * 6.3). The rows are many, and are never held all at once; this is the report without them.
 *
 * @param icb the prescriber's commissioner
 * @param month the month for which the claims count
 * @param provisional whether claims can still be added
 * @param writtenAt by the business clock
 * @param editions the tariff editions that the prices come from
 */
public record CommissionerReport(
        OdsCode icb, YearMonth month, boolean provisional, Instant writtenAt, List<String> editions) {
    /** Copies the list. */
    public CommissionerReport {
        editions = List.copyOf(editions);
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
}
