package org.pestle.fhir;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How {@code $validate} behaves.
 *
 * @param warmUp whether the validator of FHIR R4 is loaded after the start; otherwise the first call that needs it
 *     waits for it
 */
@ConfigurationProperties("pestle.validation")
record ValidationSettings(@DefaultValue("true") boolean warmUp) {}
