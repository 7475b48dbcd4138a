package org.pestle.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The SQL of the night's lock; it belongs to a connection, not to a transaction. */
final class NightLockTable {
    /** Waiting for another job may take long, so the limits of ordinary statements do not hold here. */
    private static final String WAIT_LONG = "SET statement_timeout = 0";

    private static final String LOCK = "SELECT pg_advisory_lock(hashtextextended('pestle.night', 0))";

    private static final String UNLOCK = "SELECT pg_advisory_unlock(hashtextextended('pestle.night', 0))";

    private static final String WAIT_AS_EVER = "RESET statement_timeout";

    private NightLockTable() {}

    static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(WAIT_LONG);
            statement.execute(LOCK);
        }
    }

    static void unlock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(UNLOCK);
            statement.execute(WAIT_AS_EVER);
        }
    }
}
