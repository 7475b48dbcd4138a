package org.pestle.reporting;

import java.io.IOException;
import java.util.function.Consumer;

/** A file that is written row by row as the rows of a commissioner's report come, however many there are. */
interface ReportFile extends Consumer<CommissionerReport.Row> {
    /**
     * Writes what stands behind the rows; the stream beneath stays open.
     *
     * @throws IOException if there is no room for it
     */
    void finish() throws IOException;
}
