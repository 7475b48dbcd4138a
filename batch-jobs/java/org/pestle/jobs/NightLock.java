package org.pestle.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * One job at a time in the whole installation (reliability-security.md D10): an advisory lock of the database, held on
 * a connection of its own for as long as the job runs. If the process dies, so does the connection, and the lock is
 * free: whoever holds it knows that a job that is still marked as running belongs to nobody.
 */
@Component
class NightLock {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DataSource database;
    private final ReentrantLock here = new ReentrantLock(true); // waiters of this process hold no connection

    NightLock(DataSource database) {
        this.database = database;
    }

    /**
     * Waits for the lock, does the work, and lets go.
     *
     * @param meanwhile lends whoever holds the lock a hand, again and again
     */
    <T> T whileHeld(Supplier<T> work, Runnable meanwhile) {
        here.lock();
        try (Connection connection = database.getConnection()) {
            wait(connection, meanwhile);
            try {
                return work.get();
            } finally {
                NightLockTable.unlock(connection);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException("the lock of the night cannot be had", broken);
        } finally {
            here.unlock();
        }
    }

    private static void wait(Connection connection, Runnable meanwhile) throws SQLException {
        while (!NightLockTable.tryLock(connection)) {
            meanwhile.run();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
