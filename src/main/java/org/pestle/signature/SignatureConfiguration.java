package org.pestle.signature;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads the settings of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignatureSettings.class)
class SignatureConfiguration {}
