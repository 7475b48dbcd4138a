package org.pestle.cli;

import java.io.IOException;
import java.net.URI;

/** The service did not answer at all. */
final class ServiceUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceUnreachable(URI base, IOException cause) {
        super(
                "No service answers at " + base
                        + ". Start it with: mvn spring-boot:run   (or name another with --url or PESTLE_URL)",
                cause);
    }
}
