package org.pestle.fhir;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Whether the database answers; asked at most once a second, however many ask. */
@Component
class DatabaseAnswer {
    private static final long KEPT_NANOS = 1_000_000_000L;
    private static final int PATIENCE_SECONDS = 2;

    private final DataSource database;
    private long askedAt;
    private boolean asked;
    private boolean answered;

    DatabaseAnswer(DataSource database) {
        this.database = database;
    }

    /** What it said less than a second ago, or says now. */
    synchronized boolean isThere() {
        long now = System.nanoTime();
        if (!asked || now - askedAt >= KEPT_NANOS) {
            answered = ask();
            asked = true;
            askedAt = System.nanoTime();
        }
        return answered;
    }

    private boolean ask() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException gone) {
            return false;
        }
    }
}
