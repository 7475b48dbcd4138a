package org.pestle.dispensing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of returns.
 *
 * @param keepsNomination whether a prescription that is given back stays nominated, and so comes back with the next
 *     download of the same pharmacy; the national service clears the nomination (eps.md 6.5)
 */
@ConfigurationProperties("pestle.return")
public record ReturnSettings(@DefaultValue("false") boolean keepsNomination) {}
