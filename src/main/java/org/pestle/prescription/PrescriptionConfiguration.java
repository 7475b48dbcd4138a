package org.pestle.prescription;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Makes the settings of the record known. */
@Configuration
@EnableConfigurationProperties({PrescriptionSettings.class, CancellationSettings.class, SigningLimits.class})
class PrescriptionConfiguration {}
