package org.pestle.tariff;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds many rows with few statements and flat memory: rows are collected and sent by the thousand, each column as an
 * array of text that the statement casts. The statement reads the arrays as {@code :c0}, {@code :c1} …
 */
final class BulkInsert {
    private static final int MOST_ROWS = 5_000;

    private final JdbcClient.StatementSpec statement;
    private final Progress progress;
    private final List<List<@Nullable String>> columns = new ArrayList<>();
    private long written;

    /** Inserts with this statement, all of whose other parameters are set, and tells how many rows it has written. */
    BulkInsert(JdbcClient.StatementSpec statement, Progress progress) {
        this.statement = statement;
        this.progress = progress;
    }

    /** Adds a row, perhaps later. */
    void add(@Nullable String... cells) {
        while (columns.size() < cells.length) {
            columns.add(new ArrayList<>());
        }
        for (int i = 0; i < cells.length; i++) {
            columns.get(i).add(cells[i]);
        }
        if (columns.getFirst().size() >= MOST_ROWS) {
            flush();
        }
    }

    /** Sends what is still waiting; answers how many rows were written in all. */
    long finish() {
        flush();
        return written;
    }

    private void flush() {
        if (columns.isEmpty() || columns.getFirst().isEmpty()) {
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            statement.param("c" + i, columns.get(i).toArray(new String[0]));
        }
        written += statement.update();
        columns.forEach(List::clear);
        progress.at(written);
    }
}
