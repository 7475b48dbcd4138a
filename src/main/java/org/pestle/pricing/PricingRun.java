package org.pestle.pricing;

import java.time.Instant;
import java.util.Optional;

/**
 * One night of pricing.
 *
 * @param id its number
 * @param cutOff claims received up to here are in it; the same cut-off is the same run
 * @param claimsIn how many claims it has to price, fixed when it was opened
 * @param itemsIn how many items they have
 * @param claimsToReprice how many claims of open months have a price that no longer holds
 * @param result what came of them, once it balances
 */
public record PricingRun(
        long id, Instant cutOff, int claimsIn, int itemsIn, int claimsToReprice, Optional<RunTotals> result) {}
