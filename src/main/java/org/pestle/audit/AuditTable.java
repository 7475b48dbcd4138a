package org.pestle.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the audit trail. */
@Component
class AuditTable {
    private static final String APPEND = """
            SELECT append_audit_event(:subject, :actor, :role, :organisation, :operation, :outcome,
                                      CAST(:requestId AS uuid))
            """;

    private final JdbcClient jdbc;

    AuditTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(Caller caller, String operation, String subject, String outcome, @Nullable UUID requestId) {
        jdbc.sql(APPEND)
                .param("subject", subject)
                .param("actor", caller.actor())
                .param("role", caller.role().claim())
                .param("organisation", caller.organisation().value())
                .param("operation", operation)
                .param("outcome", outcome)
                .param("requestId", requestId)
                .query((row, number) -> true)
                .single();
    }
}
