package org.pestle.prescription;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;

/**
 * What became of a pending cancellation, for one item: the subsequent cancellation response (eps.md 5.5).
 *
 * @param number its place in the organisation's row of notices, from 1
 * @param message the cancellation as it was received
 * @param product what the item is, or null where the prescription has no such item
 * @param productName likewise
 */
public record CancellationNotice(
        UUID id,
        long number,
        Line line,
        Instant recordedAt,
        byte[] message,
        @Nullable DmdCode product,
        @Nullable String productName) {

    /**
     * What became of it in one item.
     *
     * @param issueNumber the issue that decided, from 1
     * @param dispenser who had it or dispensed it, where the response names it, else null
     */
    public record Line(
            int issueNumber,
            LineItemId item,
            CancellationResponse response,
            @Nullable OdsCode dispenser) {}
}
