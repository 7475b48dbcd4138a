package org.pestle.testing;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.pestle.sandbox.RememberingPatients;

/** The stand-ins of the folder {@code mocks}, each on a port of its own. */
public final class StandIn {
    private StandIn() {}

    /** Starts one; to be stopped by the test. */
    public static WireMockServer of(String system) {
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .extensions(new RememberingPatients())
                .usingFilesUnderDirectory("mocks/" + system));
        server.start();
        return server;
    }
}
