package org.pestle.sandbox;

import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that empties the record; only the owner of the database may. */
@Component
@Profile("sandbox")
class EveryTable {
    private static final String EMPTY = """
            DO $$
            BEGIN
                EXECUTE (
                    SELECT 'TRUNCATE ' || string_agg(oid::regclass::text, ', ')
                      FROM pg_class
                     WHERE relnamespace = 'public'::regnamespace
                       AND relkind IN ('r', 'p')
                       AND NOT relispartition
                       AND relname NOT LIKE 'tariff%'
                       AND relname <> 'flyway_schema_history'
                );
            END $$
            """;

    private final JdbcClient owner;

    EveryTable(Flyway flyway) {
        this.owner = JdbcClient.create(flyway.getConfiguration().getDataSource());
    }

    /** Empties every table but those of the tariff, the history of jobs too. */
    void empty() {
        owner.sql(EMPTY).update();
    }
}
