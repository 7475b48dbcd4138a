package org.pestle.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The SQL of the baseline: the least that storing a prescription could be. */
final class BaselineTable implements AutoCloseable {
    private static final String MAKE = """
            CREATE SCHEMA bench;
            CREATE TABLE bench.prescription (id uuid PRIMARY KEY, message bytea NOT NULL);
            CREATE TABLE bench.item (id uuid, position int, status text NOT NULL, PRIMARY KEY (id, position));
            CREATE TABLE bench.event (id uuid, version int, event text NOT NULL, at timestamptz NOT NULL,
                                      PRIMARY KEY (id, version));
            """;

    private static final String DROP = "DROP SCHEMA IF EXISTS bench CASCADE";

    private static final String INSERT = """
            WITH stored AS (
                INSERT INTO bench.prescription (id, message) VALUES (?, ?) RETURNING id
            ), items AS (
                INSERT INTO bench.item (id, position, status)
                SELECT id, position, '0007' FROM stored, generate_series(1, ?) AS position
            )
            INSERT INTO bench.event (id, version, event, at)
            SELECT id, 1, 'CREATED', now() FROM stored
            """;

    private static final int ITEMS = 2;

    private final PreparedStatement insert;

    BaselineTable(Connection connection) throws SQLException {
        this.insert = connection.prepareStatement(INSERT);
    }

    static void make(Connection owner) throws SQLException {
        drop(owner);
        try (Statement statement = owner.createStatement()) {
            statement.execute(MAKE);
        }
    }

    static void drop(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(DROP);
        }
    }

    void insert(byte[] message) throws SQLException {
        insert.setObject(1, UUID.randomUUID());
        insert.setBytes(2, message);
        insert.setInt(3, ITEMS);
        insert.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
