package org.pestle.prescription;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of cancellation.
 *
 * @param enabled whether prescriptions can be cancelled; if not, every cancellation is answered R-0009
 */
@ConfigurationProperties("pestle.cancellation")
public record CancellationSettings(@DefaultValue("true") boolean enabled) {}
