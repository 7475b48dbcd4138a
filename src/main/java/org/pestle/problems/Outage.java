package org.pestle.problems;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;

/** Tells a database that is away, so that the same may succeed later, from one that refuses what it is asked. */
public final class Outage {
    private Outage() {}

    /** Whether something failed because the database could not be reached or did not get to it. */
    public static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof NonTransientDataAccessResourceException
                    || (cause instanceof SQLException sql && isOutage(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Connection exceptions, and the server on its way down or up. */
    private static boolean isOutage(@Nullable String sqlState) {
        return sqlState != null && (sqlState.startsWith("08") || sqlState.startsWith("57P"));
    }
}
