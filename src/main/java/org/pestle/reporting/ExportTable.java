package org.pestle.reporting;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * The SQL of bulk exports: their requests and their files. The database shows them only to a transaction that says for
 * which commissioner it works, so every method here follows {@link ScopeTable#workFor} in the same transaction.
 */
@Component
class ExportTable {
    private static final String INSERT = """
            INSERT INTO bulk_export (export_id, commissioner, requested_by, requested_at, since, types, request, state,
                                     salt)
            VALUES (:id, :commissioner, :requestedBy, :requestedAt, CAST(:since AS timestamptz), :types, :request,
                    'waiting', :salt)
            """;

    /** One request of an organisation after the other. Ends with the transaction. */
    private static final String QUEUE_UP = """
            SELECT pg_advisory_xact_lock(hashtextextended('bulk_export ' || :organisation, 0)) IS NULL
            """;

    private static final String WAITING_OF = """
            SELECT count(*)
              FROM bulk_export
             WHERE requested_by = :organisation
               AND state = 'waiting'
            """;

    private static final String FIND = """
            SELECT export_id, commissioner, requested_by, requested_at, since, types, request, state, ended_at
              FROM bulk_export
             WHERE export_id = :id
            """;

    private static final String WAITING = """
            SELECT export_id
              FROM bulk_export
             WHERE state = 'waiting'
             ORDER BY requested_at, export_id
             LIMIT 1
            """;

    private static final String HOLD = """
            SELECT export_id
              FROM bulk_export
             WHERE export_id = :id
               AND state = 'waiting'
               FOR UPDATE
            """;

    private static final String COMPLETE = """
            UPDATE bulk_export
               SET state = 'completed', salt = NULL, ended_at = :at
             WHERE export_id = :id
               AND state = 'waiting'
            """;

    private static final String FAILED = """
            UPDATE bulk_export
               SET failures = failures + 1,
                   state = CASE WHEN failures + 1 < :most THEN 'waiting' ELSE 'failed' END,
                   salt = CASE WHEN failures + 1 < :most THEN salt END,
                   ended_at = CASE WHEN failures + 1 < :most THEN NULL ELSE CAST(:at AS timestamptz) END
             WHERE export_id = :id
               AND state = 'waiting'
            RETURNING state = 'failed'
            """;

    private static final String CANCEL = """
            UPDATE bulk_export
               SET state = 'cancelled', salt = NULL, ended_at = :at
             WHERE export_id = :id
               AND state <> 'cancelled'
            """;

    private static final String FORGET_CLAIMS = """
            DELETE FROM bulk_export_claim
             WHERE export_id = :id
            """;

    private static final String FORGET_PARTS = """
            DELETE FROM bulk_export_part
             WHERE export_id = :id
            """;

    private static final String FORGET_EXPIRED = """
            DELETE FROM bulk_export
             WHERE ended_at < :before
            """;

    private static final String KEEP_PART = """
            INSERT INTO bulk_export_part (export_id, type, part, resources, content)
            VALUES (:id, :type, :part, :resources, :content)
            """;

    private static final String FILES = """
            SELECT type, sum(resources) AS resources
              FROM bulk_export_part
             WHERE export_id = :id
             GROUP BY type
            """;

    private static final String PARTS = """
            SELECT content
              FROM bulk_export_part
             WHERE export_id = :id
               AND type = :type
             ORDER BY part
            """;

    private final JdbcClient jdbc;

    ExportTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many of an organisation wait; no more come until the transaction ends. */
    int waitingOf(OdsCode organisation) {
        jdbc.sql(QUEUE_UP)
                .param("organisation", organisation.value())
                .query(Boolean.class)
                .single();
        return jdbc.sql(WAITING_OF)
                .param("organisation", organisation.value())
                .query(Integer.class)
                .single();
    }

    void keep(BulkExport export, byte[] salt) {
        jdbc.sql(INSERT)
                .param("id", export.id())
                .param(
                        "commissioner",
                        export.commissioner() == null
                                ? null
                                : export.commissioner().value())
                .param("requestedBy", export.requestedBy().value())
                .param("requestedAt", Timestamp.from(export.requestedAt()))
                .param("since", timestamp(export.since()))
                .param(
                        "types",
                        new SqlArrayValue(
                                "text",
                                export.types().stream()
                                        .map(ExportType::resource)
                                        .toArray()))
                .param("request", export.request())
                .param("salt", salt)
                .update();
    }

    Optional<BulkExport> find(UUID id) {
        return jdbc.sql(FIND).param("id", id).query((row, number) -> read(row)).optional();
    }

    /** The one that has waited longest. */
    Optional<UUID> waiting() {
        return jdbc.sql(WAITING).query(UUID.class).optional();
    }

    /** Keeps it from being cancelled to the end of the transaction; false if it waits no more. */
    boolean hold(UUID id) {
        return jdbc.sql(HOLD).param("id", id).query(UUID.class).optional().isPresent();
    }

    /** Ends it and forgets what its identifiers were made from. */
    void complete(UUID id, Instant at) {
        jdbc.sql(COMPLETE).param("id", id).param("at", Timestamp.from(at)).update();
        jdbc.sql(FORGET_CLAIMS).param("id", id).update();
    }

    /** Counts a failure; the last one that is borne ends it and deletes what there is of its files. */
    void failed(UUID id, int most, Instant at) {
        boolean isGivenUp = jdbc.sql(FAILED)
                .param("id", id)
                .param("most", most)
                .param("at", Timestamp.from(at))
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (isGivenUp) {
            jdbc.sql(FORGET_CLAIMS).param("id", id).update();
            jdbc.sql(FORGET_PARTS).param("id", id).update();
        }
    }

    /** Cancels it and deletes its files; false if it was cancelled before. */
    boolean cancel(UUID id, Instant at) {
        int changed =
                jdbc.sql(CANCEL).param("id", id).param("at", Timestamp.from(at)).update();
        jdbc.sql(FORGET_CLAIMS).param("id", id).update();
        jdbc.sql(FORGET_PARTS).param("id", id).update();
        return changed > 0;
    }

    /** Deletes those that ended before an instant, with their files. */
    void forgetBefore(Instant before) {
        jdbc.sql(FORGET_EXPIRED).param("before", Timestamp.from(before)).update();
    }

    void keepPart(UUID id, ExportType type, int part, int resources, String lines) {
        jdbc.sql(KEEP_PART)
                .param("id", id)
                .param("type", type.resource())
                .param("part", part)
                .param("resources", resources)
                .param("content", lines.getBytes(StandardCharsets.UTF_8))
                .update();
    }

    /** The files that have anything in them, in the order of types. */
    List<BulkExport.File> files(UUID id) {
        return jdbc
                .sql(FILES)
                .param("id", id)
                .query((row, number) -> new BulkExport.File(
                        ExportType.of(row.getString("type")).orElseThrow(), row.getLong("resources")))
                .list()
                .stream()
                .sorted(Comparator.comparing(BulkExport.File::type))
                .toList();
    }

    /** Hands over the parts of a file in their order, one at a time; false if it has none. */
    boolean eachPart(UUID id, ExportType type, Consumer<byte[]> reader) {
        AtomicBoolean any = new AtomicBoolean();
        RowCallbackHandler each = row -> {
            any.set(true);
            reader.accept(row.getBytes("content"));
        };
        jdbc.sql(PARTS)
                .param("id", id)
                .param("type", type.resource())
                .withFetchSize(1)
                .query(each);
        return any.get();
    }

    private static BulkExport read(ResultSet row) throws SQLException {
        String commissioner = row.getString("commissioner");
        return new BulkExport(
                row.getObject("export_id", UUID.class),
                commissioner == null ? null : new OdsCode(commissioner),
                new OdsCode(row.getString("requested_by")),
                row.getTimestamp("requested_at").toInstant(),
                instant(row.getTimestamp("since")),
                ScheduleTable.texts(row, "types").stream()
                        .map(type -> ExportType.of(type).orElseThrow())
                        .toList(),
                row.getString("request"),
                BulkExport.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                instant(row.getTimestamp("ended_at")));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
