package org.pestle.reporting;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes bulk exports, whosever they are. The steps are {@link #choose}, {@link #writeNext} until nothing is left, and
 * {@link #complete}; each is one transaction, so whoever was killed goes on behind the last chunk and makes the same
 * bytes.
 */
@Component
public class ExportWork {
    private static final int MOST_FAILURES = 3;

    private final ExportTable table;
    private final ScopeTable scope;
    private final ExportedClaimTable claims;
    private final DisclosureSettings policy;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExportWork(
            ExportTable table,
            ScopeTable scope,
            ExportedClaimTable claims,
            DisclosureSettings policy,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.scope = scope;
        this.claims = claims;
        this.policy = policy;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * One chunk of an export.
     *
     * @param claims how many it took
     * @param resources how many it wrote
     * @param last where it ended, or null if nothing is left
     */
    public record Chunk(int claims, int resources, @Nullable UUID last) {}

    /** The one that has waited longest, or empty if none waits. */
    public Optional<UUID> waiting() {
        return Objects.requireNonNull(transaction.execute(status -> {
            scope.workFor(null, ScopeTable.FOR_READING);
            return table.waiting();
        }));
    }

    /** Chooses its claims and gives them names; none if it waits no more. Answers how many. */
    public int choose(UUID id) {
        return Objects.requireNonNull(transaction.execute(status -> {
            scope.workFor(null, ScopeTable.FOR_WRITING);
            table.forgetBefore(clock.instant().minus(BulkExport.KEPT));
            return table.hold(id) ? claims.choose(id, policy) : 0;
        }));
    }

    /**
     * Writes the resources of the next claims.
     *
     * @param after where the last chunk ended, or nothing but zeros
     * @param part counted from 1
     */
    public Chunk writeNext(UUID id, UUID after, int part, int limit) {
        return Objects.requireNonNull(transaction.execute(status -> {
            scope.workFor(null, ScopeTable.FOR_WRITING);
            Optional<BulkExport> export = table.hold(id) ? table.find(id) : Optional.empty();
            if (export.isEmpty()) {
                return new Chunk(0, 0, null);
            }
            List<ExportedClaim> next = claims.next(id, after, limit);
            int resources = 0;
            for (ExportType type : export.get().types()) {
                resources += write(id, type, part, next);
            }
            UUID last = next.size() < limit ? null : next.getLast().pseudonym();
            return new Chunk(next.size(), resources, last);
        }));
    }

    private int write(UUID id, ExportType type, int part, List<ExportedClaim> next) {
        StringBuilder lines = new StringBuilder();
        int resources = 0;
        for (ExportedClaim claim : next) {
            for (ObjectNode resource : ExportedResources.of(type, claim)) {
                lines.append(resource).append('\n');
                resources++;
            }
        }
        if (resources > 0) {
            table.keepPart(id, type, part, resources, lines.toString());
        }
        return resources;
    }

    /** Ends it and forgets how its identifiers were made. */
    public void complete(UUID id) {
        transaction.executeWithoutResult(status -> {
            scope.workFor(null, ScopeTable.FOR_WRITING);
            table.complete(id, clock.instant());
        });
    }

    /** It could not be made this time; after the third time it is given up, so that it keeps nobody waiting. */
    public void failed(UUID id) {
        transaction.executeWithoutResult(status -> {
            scope.workFor(null, ScopeTable.FOR_WRITING);
            table.failed(id, MOST_FAILURES, clock.instant());
        });
    }
}
