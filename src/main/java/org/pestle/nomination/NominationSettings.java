package org.pestle.nomination;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the night asks for nominations.
 *
 * @param askedANight patients that one night asks the demographics service about, at most; none if it is zero
 */
@ConfigurationProperties("pestle.nomination")
record NominationSettings(@DefaultValue("20000") int askedANight) {}
