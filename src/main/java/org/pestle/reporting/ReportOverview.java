package org.pestle.reporting;

import java.util.List;

/**
 * A commissioner's report as a person can read it, all of one moment.
 *
 * @param firstRows in the order of their keys, as many as were asked for
 */
public record ReportOverview(CommissionerReport report, ReportSums sums, List<CommissionerReport.Row> firstRows) {
    /** Copies the list. */
    public ReportOverview {
        firstRows = List.copyOf(firstRows);
    }
}
