package org.pestle.pricing;

import org.jspecify.annotations.Nullable;

/**
 * One step of the way to a price, kept so that a pharmacist can follow it.
 *
 * @param rule the rule's id, R1 to R13
 * @param edition the edition or the first month of the rate that the figure comes from, or null if the step takes none
 * @param row the tariff line's pack code or the rate's name, or null
 * @param text what was decided, in a plain sentence
 * @param arithmetic the calculation with its result, or null
 */
public record Step(
        String rule,
        @Nullable String edition,
        @Nullable String row,
        String text,
        @Nullable String arithmetic) {}
