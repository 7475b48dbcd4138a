package org.pestle.audit;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An audit trail for tests. */
public final class AuditFixture {
    private AuditFixture() {}

    /** An audit trail on this database. */
    public static AuditTrail on(DataSource source) {
        return new AuditTrail(new AuditTable(JdbcClient.create(source)));
    }
}
