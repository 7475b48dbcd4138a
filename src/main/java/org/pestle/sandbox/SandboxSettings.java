package org.pestle.sandbox;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sandbox.
 *
 * @param home where everything is kept between runs: database, keys, clock
 */
@ConfigurationProperties("pestle")
record SandboxSettings(@DefaultValue("data") Path home) {
    Path pki() {
        return home.resolve("pki");
    }
}
