package org.pestle.exchange;

import java.time.Clock;
import javax.sql.DataSource;
import org.pestle.audit.AuditFixture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An exchange for tests. */
public final class ExchangeFixture {
    private ExchangeFixture() {}

    /** An exchange on this database. */
    public static Exchange on(DataSource source, Clock clock) {
        return new Exchange(
                new ExchangeTable(JdbcClient.create(source)),
                AuditFixture.on(source),
                new TransactionTemplate(new DataSourceTransactionManager(source)),
                clock);
    }
}
