package org.pestle.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.access.Role;
import org.pestle.testing.Database;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;

class AuditTrailTest {
    private static final Caller SUPPORT = new Caller("desk", "1234", null, Role.SUPPORT, new OdsCode("X26"));
    private static final int WRITERS = 16;

    private final Database database = Database.fresh();
    private final AuditTrail audit = AuditFixture.on(database.application());

    private record Row(long sequence, Instant at, String values, byte[] previous, byte[] hash) {}

    @Test
    void writers_at_the_same_time_make_one_unbroken_chain() throws Exception {
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(() -> {
                for (int row = 0; row < 10; row++) {
                    audit.record(SUPPORT, Operation.TRACK, "24F5DAA830087EFE6Z", "done", UUID.randomUUID());
                }
                return true;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> writer : threads.invokeAll(writers)) {
                assertThat(writer.get()).isTrue();
            }
        }

        List<Row> rows = rows();
        assertThat(rows).hasSize(WRITERS * 10);
        assertThat(firstFault(rows)).isNull();
    }

    @Test
    void a_row_that_was_changed_removed_or_moved_is_found_out() {
        for (int row = 0; row < 3; row++) {
            audit.record(SUPPORT, Operation.TRACK, "24F5DAA830087EFE6Z", "done", null);
        }
        List<Row> rows = rows();
        Row second = rows.get(1);
        Row changed = new Row(
                second.sequence(),
                second.at(),
                second.values().replace("1234", "4321"),
                second.previous(),
                second.hash());

        assertThat(firstFault(rows)).isNull();
        assertThat(firstFault(List.of(rows.get(0), changed, rows.get(2)))).isEqualTo(2);
        assertThat(firstFault(List.of(rows.get(0), rows.get(2)))).isEqualTo(3);
        assertThat(firstFault(List.of(rows.get(1), rows.get(0), rows.get(2)))).isEqualTo(2);
    }

    /** The sequence of the first row that does not follow the one before it, or null. */
    private static @Nullable Long firstFault(List<Row> rows) {
        byte[] previous = new byte[0];
        long sequence = 0;
        for (Row row : rows) {
            sequence++;
            if (row.sequence() != sequence
                    || !Arrays.equals(row.previous(), previous)
                    || !Arrays.equals(row.hash(), hash(row))) {
                return row.sequence();
            }
            previous = row.hash();
        }
        return null;
    }

    private static byte[] hash(Row row) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(row.previous());
        text.writeBytes(row.values()
                .formatted(row.sequence(), ChronoUnit.MICROS.between(Instant.EPOCH, row.at()))
                .getBytes(StandardCharsets.UTF_8));
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.toByteArray());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<Row> rows() {
        return JdbcClient.create(database.owner())
                .sql("""
                        SELECT subject, sequence, recorded_at, actor, role, organisation, operation, outcome,
                               request_id, previous_hash, hash
                          FROM audit_event
                         ORDER BY sequence
                        """)
                .query((row, number) -> {
                    String requestId = row.getString("request_id");
                    return new Row(
                            row.getLong("sequence"),
                            row.getTimestamp("recorded_at").toInstant(),
                            String.join(
                                    "\u001f",
                                    row.getString("subject"),
                                    "%d",
                                    "%d",
                                    row.getString("actor"),
                                    row.getString("role"),
                                    row.getString("organisation"),
                                    row.getString("operation"),
                                    row.getString("outcome"),
                                    requestId == null ? "" : requestId),
                            row.getBytes("previous_hash"),
                            row.getBytes("hash"));
                })
                .list();
    }
}
