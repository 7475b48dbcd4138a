package org.pestle.reporting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of schedules and reports.
 *
 * @param rowsOnPaper how many rows of a commissioner's report its PDF has at most, 0 or more
 */
@ConfigurationProperties("pestle.reporting")
record ReportingSettings(@DefaultValue("2000") int rowsOnPaper) {
    /** Refuses less than nothing. */
    ReportingSettings {
        if (rowsOnPaper < 0) {
            throw new IllegalArgumentException("pestle.reporting.rows-on-paper is 0 or more");
        }
    }
}
