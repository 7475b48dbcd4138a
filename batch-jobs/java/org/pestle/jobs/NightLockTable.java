package org.pestle.jobs;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The SQL of the night's lock; it belongs to a connection, not to a transaction. */
final class NightLockTable {
    private static final String TRY = "SELECT pg_try_advisory_lock(hashtextextended('pestle.night', 0))";

    private static final String UNLOCK = "SELECT pg_advisory_unlock(hashtextextended('pestle.night', 0))";

    private NightLockTable() {}

    /** Takes the lock if nobody else has it. */
    static boolean tryLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet taken = statement.executeQuery(TRY)) {
            return taken.next() && taken.getBoolean(1);
        }
    }

    static void unlock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(UNLOCK);
        }
    }
}
