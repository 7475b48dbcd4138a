package org.pestle.sandbox;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Extension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;

/**
 * Stand-ins for the systems outside, one per folder of {@code mocks}, each on a port of the loopback address. Their
 * files are copied out of the class path first, because nothing can be listed inside a jar.
 */
final class StandIns implements AutoCloseable {
    private static final String ROOT = "mocks/";
    private static final int CALLS_REMEMBERED = 1000;

    private final Path files;
    private final Map<String, WireMockServer> servers;
    private final RememberingPatients patients;

    private StandIns(Path files, Map<String, WireMockServer> servers, RememberingPatients patients) {
        this.files = files;
        this.servers = servers;
        this.patients = patients;
    }

    /** Starts those of the systems named. */
    static StandIns start(String... systems) {
        try {
            Path files = Files.createTempDirectory("pestle-stand-ins-");
            copyTo(files);
            Map<String, WireMockServer> servers = new TreeMap<>();
            RememberingPatients patients = new RememberingPatients();
            for (String system : systems) {
                WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                        .extensions(system.equals(SandboxParts.PDS) ? new Extension[] {patients} : new Extension[0])
                        .bindAddress("127.0.0.1")
                        .dynamicPort()
                        .maxRequestJournalEntries(CALLS_REMEMBERED)
                        .usingFilesUnderDirectory(
                                Files.createDirectories(files.resolve(system)).toString()));
                server.start();
                servers.put(system, server);
            }
            return new StandIns(files, servers, patients);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot copy the files of the stand-ins", broken);
        }
    }

    /** Where the stand-in for a system listens, without a path. */
    String url(String system) {
        WireMockServer server = servers.get(system);
        if (server == null) {
            throw new IllegalArgumentException("there is no stand-in for " + system);
        }
        return "http://127.0.0.1:" + server.port();
    }

    /** Puts back what was changed with them. */
    void forget() {
        patients.forget();
    }

    @Override
    public void close() {
        servers.values().forEach(WireMockServer::stop);
        FileSystemUtils.deleteRecursively(files.toFile());
    }

    private static void copyTo(Path folder) throws IOException {
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "**")) {
            String url = resource.getURL().toString();
            if (resource.isReadable() && !url.endsWith("/")) {
                Path file = folder.resolve(url.substring(url.lastIndexOf(ROOT) + ROOT.length()));
                Files.createDirectories(file.resolveSibling("."));
                try (InputStream content = resource.getInputStream()) {
                    Files.copy(content, file);
                }
            }
        }
    }
}
