package org.pestle.reporting;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.pestle.values.NhsDates;

/**
 * What the last night before a paper was written added to it: the control totals of one organisation's month in one
 * pricing run. They say nothing of any other organisation.
 *
 * @param cutOff claims received up to this instant were priced; it identifies the night
 * @param balancedAt when the run had been found to balance and could leave
 * @param claims prescriptions added that were claimed for the first time
 * @param items items paid, less those that were taken back
 * @param referredBack items referred back, less those that were answered
 * @param disallowed items disallowed, less those that were answered
 * @param amountP what it added to the account, exact pence: what the commissioner bears, what the contractor is paid
 */
public record NightRun(
        Instant cutOff,
        Instant balancedAt,
        long claims,
        long items,
        long referredBack,
        long disallowed,
        BigDecimal amountP) {
    /** As the interface answers it, the amount in pounds. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("cutOff", cutOff.toString());
        document.put("balancedAt", balancedAt.toString());
        document.put("claims", claims);
        document.put("items", items);
        document.put("itemsReferredBack", referredBack);
        document.put("itemsDisallowed", disallowed);
        document.put("amount", Pounds.exact(amountP));
        return document;
    }

    /** In one sentence, for people. */
    public String sentence() {
        String run =
                "The last pricing run in it took claims received up to " + NhsDates.inWords(cutOff) + " and balanced";
        if (LongStream.of(claims, items, referredBack, disallowed).allMatch(count -> count == 0)
                && amountP.signum() == 0) {
            return run + "; it added nothing here.";
        }
        return "%s; it added %s with %s paid and %,d %sreferred back: %s."
                .formatted(
                        run,
                        counted(claims, "claim"),
                        counted(items, "item"),
                        Math.abs(referredBack),
                        referredBack < 0 ? "fewer " : "",
                        Pounds.inWords(amountP));
    }

    private static String counted(long number, String what) {
        return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
}
