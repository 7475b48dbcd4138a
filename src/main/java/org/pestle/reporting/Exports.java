package org.pestle.reporting;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ExportTable table;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Exports(ExportTable table, TransactionTemplate transaction, Clock clock, ApplicationEventPublisher events) {
        this.table = table;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
    }

    /** Told when an export waits to be made. */
    public record Requested(UUID export) {}

    /** Takes a request; the answer comes by {@link #find}. */
    BulkExport request(BulkExport export) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return request(export, salt);
    }

    /** The same with a secret of the caller's choice. */
    BulkExport request(BulkExport export, byte[] salt) {
        table.keep(export, salt);
        events.publishEvent(new Requested(export.id()));
        return export;
    }

    /** The export of that id, unless it was cancelled or its files have expired. */
    Optional<BulkExport> find(UUID id) {
        return table.find(id)
                .filter(export -> export.state() != BulkExport.State.CANCELLED)
                .filter(export -> export.endedAt() == null
                        || clock.instant().isBefore(export.endedAt().plus(BulkExport.KEPT)));
    }

    /** The files of a completed export. */
    List<BulkExport.File> files(UUID id) {
        return table.files(id);
    }

    /** Cancels it, or deletes the files of one that is completed. */
    void cancel(UUID id) {
        transaction.executeWithoutResult(status -> table.cancel(id, clock.instant()));
    }
}
