package org.pestle.reporting;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.audit.AuditTrail;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * FHIR bulk exports of priced claims: asked for now, made by a job ({@link ExportWork}), fetched later.
 * {@link ExportedResources} says what leaves.
 */
@Component
public class Exports {
    private static final int SALT = 32;
    private static final int MOST_WAITING = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ExportTable table;
    private final ScopeTable scope;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Exports(
            ExportTable table,
            ScopeTable scope,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock,
            ApplicationEventPublisher events) {
        this.table = table;
        this.scope = scope;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
    }

    /** Told when an export waits to be made. */
    public record Requested(UUID export) {}

    /**
     * Takes a request; the answer comes by {@link #find}. Refused with TOO_MANY_EXPORTS where {@value #MOST_WAITING} of
     * the organisation wait already.
     */
    Outcome<BulkExport> request(BulkExport export, Caller caller, @Nullable UUID requestId) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        boolean isTaken = Boolean.TRUE.equals(transaction.execute(status -> {
            scope.workFor(export.commissioner(), ScopeTable.FOR_READING);
            if (table.waitingOf(export.requestedBy()) >= MOST_WAITING) {
                return false;
            }
            table.keep(export, salt);
            audit.record(caller, Operation.START_EXPORT, export.id().toString(), "done", requestId);
            return true;
        }));
        if (!isTaken) {
            return Outcome.refused(Problem.TOO_MANY_EXPORTS);
        }
        events.publishEvent(new Requested(export.id()));
        return Outcome.done(export);
    }

    /**
     * The export of that id, unless it was cancelled or its files have expired.
     *
     * @param commissioner whose it must be, or null for anybody's
     */
    Optional<BulkExport> find(UUID id, @Nullable OdsCode commissioner) {
        Optional<BulkExport> found = Objects.requireNonNull(transaction.execute(status -> {
            scope.workFor(commissioner, ScopeTable.FOR_READING);
            return table.find(id);
        }));
        return found.filter(export -> commissioner == null || commissioner.equals(export.commissioner()))
                .filter(export -> export.state() != BulkExport.State.CANCELLED)
                .filter(export -> export.endedAt() == null
                        || clock.instant().isBefore(export.endedAt().plus(BulkExport.KEPT)));
    }

    /** The files of a completed export. */
    List<BulkExport.File> files(BulkExport export) {
        return Objects.requireNonNull(transaction.execute(status -> {
            scope.workFor(export.commissioner(), ScopeTable.FOR_READING);
            return table.files(export.id());
        }));
    }

    /** Records that a file of it was handed out, or part of it. */
    void fetched(UUID id, Caller caller, @Nullable UUID requestId) {
        audit.record(caller, Operation.READ_EXPORT, id.toString(), "done", requestId);
    }

    /** Cancels it, or deletes the files of one that is completed. */
    void cancel(BulkExport export, Caller caller, @Nullable UUID requestId) {
        transaction.executeWithoutResult(status -> {
            scope.workFor(export.commissioner(), ScopeTable.FOR_WRITING);
            table.cancel(export.id(), clock.instant());
            audit.record(caller, Operation.CANCEL_EXPORT, export.id().toString(), "done", requestId);
        });
    }
}
