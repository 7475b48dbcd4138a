package org.pestle.exchange;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the exchange. */
@Component
class ExchangeTable {
    private static final Answer PENDING = new Answer(299, "", new byte[0], Answer.DONE);

    private static final String RECEIVE = """
            INSERT INTO exchange (client_id, request_id, operation, body_digest, message_id, status, content_type,
                                  answer, received_at)
            VALUES (:clientId, :requestId, :operation, :bodyDigest, CAST(:messageId AS uuid), :status, :contentType,
                    :answer, :receivedAt)
            ON CONFLICT DO NOTHING
            """;

    private static final String ANSWER = """
            UPDATE exchange
               SET status = :status, content_type = :contentType, answer = :answer
             WHERE client_id = :clientId
               AND request_id = :requestId
            """;

    private static final String FIND = """
            SELECT request_id, body_digest, status, content_type, answer
              FROM exchange
             WHERE client_id = :clientId
               AND (request_id = :requestId OR message_id = CAST(:messageId AS uuid))
             ORDER BY (request_id = :requestId) DESC
             LIMIT 1
            """;

    private final JdbcClient jdbc;

    ExchangeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A call that was received before, and its answer. */
    record StoredAnswer(UUID requestId, byte[] bodyDigest, Answer answer) {}

    /**
     * Enters a call; waits for a twin that is under way. The message's own id is entered with a call that has an effect
     * only, so that a refused message can be mended and sent again.
     *
     * @return false if the call was received before
     */
    boolean receive(Call call, @Nullable Answer expected, Instant receivedAt) {
        Answer answer = expected == null ? PENDING : expected;
        return jdbc.sql(RECEIVE)
                        .param("clientId", call.caller().clientId())
                        .param("requestId", call.requestId())
                        .param("operation", call.operation().name())
                        .param("bodyDigest", call.bodyDigest())
                        .param("messageId", answer.hasEffect() ? call.messageId() : null)
                        .param("status", answer.status())
                        .param("contentType", answer.contentType())
                        .param("answer", answer.body())
                        .param("receivedAt", Timestamp.from(receivedAt))
                        .update()
                == 1;
    }

    /** Stores the answer of a call that was entered without one. */
    void answer(Call call, Answer answer) {
        jdbc.sql(ANSWER)
                .param("status", answer.status())
                .param("contentType", answer.contentType())
                .param("answer", answer.body())
                .param("clientId", call.caller().clientId())
                .param("requestId", call.requestId())
                .update();
    }

    /** The answer to this call, or to an earlier call with the same message. */
    Optional<StoredAnswer> find(Call call) {
        return jdbc.sql(FIND)
                .param("clientId", call.caller().clientId())
                .param("requestId", call.requestId())
                .param("messageId", call.messageId())
                .query((row, number) -> new StoredAnswer(
                        row.getObject("request_id", UUID.class),
                        row.getBytes("body_digest"),
                        new Answer(
                                row.getInt("status"),
                                row.getString("content_type"),
                                row.getBytes("answer"),
                                Answer.DONE)))
                .optional();
    }
}
