package org.pestle.pages;

import java.util.List;

/**
 * The account of a month as its page shows it.
 *
 * @param reader who reads it
 * @param heading what it is
 * @param caption whose and of which month
 * @param sentence one sentence that says what changed
 * @param isProvisional whether claims can still be added
 * @param freshness when it was written, from what, and what the last night added
 * @param chart SVG
 * @param spend what the chart shows, as it stands over a column
 * @param months the figures of the chart
 * @param tables the figures of the account
 * @param downloads files of it
 */
record ShownAccount(
        String reader,
        String heading,
        String caption,
        String sentence,
        boolean isProvisional,
        List<String> freshness,
        String chart,
        String spend,
        List<Month> months,
        List<Table> tables,
        List<Download> downloads) {
    /** A month of the chart. */
    record Month(String words, String pounds) {}

    /**
     * A table: a name in the first column, numbers in the others.
     *
     * @param note what is not in it, or nothing
     */
    record Table(String id, String heading, List<String> columns, List<Row> rows, String note) {}

    /** A row of it. */
    record Row(String name, List<String> numbers, boolean isTotal) {}

    /** A file that can be had. */
    record Download(String address, String words) {}
}
