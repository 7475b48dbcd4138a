package org.pestle.pricing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the night shares its work. Neither changes a price.
 *
 * @param partitions parts of a run, 1 to 1000; a run keeps the number with which it was opened
 * @param workers parts that one process prices at a time, 1 to 64
 */
@ConfigurationProperties("pestle.pricing")
record PricingSettings(
        @DefaultValue("16") int partitions,
        @DefaultValue("2") int workers) {
    PricingSettings {
        require(partitions >= 1 && partitions <= 1000, "pestle.pricing.partitions must be 1 to 1000");
        require(workers >= 1 && workers <= 64, "pestle.pricing.workers must be 1 to 64");
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
