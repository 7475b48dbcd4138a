package org.pestle.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;

/**
 * A FHIR bulk export.
 *
 * @param id what names it
 * @param commissioner whose claims, or null for everybody's
 * @param requestedBy the organisation that asked
 * @param requestedAt by the business clock; what was priced later is not in it
 * @param since only claims that were priced from then on, or null for all
 * @param types what it consists of
 * @param request the address that was called
 * @param state where it stands
 * @param endedAt when it was completed, cancelled or given up, or null while it waits
 */
public record BulkExport(
        UUID id,
        @Nullable OdsCode commissioner,
        OdsCode requestedBy,
        Instant requestedAt,
        @Nullable Instant since,
        List<ExportType> types,
        String request,
        State state,
        @Nullable Instant endedAt) {
    /** For how long its files can be had. */
    static final Duration KEPT = Duration.ofHours(24);

    /** Copies the list. */
    public BulkExport {
        types = List.copyOf(types);
    }

    /** Where an export stands. */
    public enum State {
        WAITING,
        COMPLETED,
        CANCELLED,
        /** It could not be made, again and again. */
        FAILED
    }

    /**
     * One file of it.
     *
     * @param resources lines
     */
    record File(ExportType type, long resources) {}
}
