package org.pestle.pricing;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Copies many rows into a table at once, in the caller's transaction. */
@Component
class CopyTable {
    private final JdbcTemplate template;

    CopyTable(JdbcTemplate template) {
        this.template = template;
    }

    /** Stores rows by a statement that copies from its input. */
    void rows(String statement, CopyText rows) {
        template.execute((ConnectionCallback<Long>) connection -> {
            try {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(statement, new StringReader(rows.toString()));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }
}
