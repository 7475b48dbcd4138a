package org.pestle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pestle.PestleApplication;
import org.pestle.sandbox.DatabaseAccess;
import org.pestle.sandbox.EmbeddedPostgres;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * The whole service as a newcomer starts it: sandbox, over HTTP, on a random port, with a data folder of its own.
 * Started once per test process; tests that change the clock or count records {@link #reset()} it first.
 */
public final class Service {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final Path home;
    private final ConfigurableApplicationContext context;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private Service(Path home, ConfigurableApplicationContext context) {
        this.home = home;
        this.context = context;
    }

    /** The service, started on first use. */
    public static Service running() {
        return Started.SERVICE;
    }

    /** The full address of a path. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port("local.server.port") + path);
    }

    /** The full address of a path on the management port. */
    public URI managementUrl(String path) {
        return URI.create("http://127.0.0.1:" + port("local.management.port") + path);
    }

    /** An access token of a persona; each is fetched once. */
    public String token(String persona) {
        return tokens.computeIfAbsent(persona, this::fetchToken);
    }

    /** Gets a path as a persona, or without a token if it is null. */
    public HttpResponse<String> get(String path, @Nullable String persona) {
        return send(as(persona, HttpRequest.newBuilder(url(path))).GET().build());
    }

    /** Posts to a path as a persona, or without a token if it is null, with a new X-Request-ID. */
    public HttpResponse<String> post(String path, @Nullable String persona, String contentType, String body) {
        return post(path, persona, contentType, body, UUID.randomUUID());
    }

    /** The same with this X-Request-ID. */
    public HttpResponse<String> post(
            String path, @Nullable String persona, String contentType, String body, UUID requestId) {
        return send(as(persona, HttpRequest.newBuilder(url(path)))
                .setHeader("X-Request-ID", requestId.toString())
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Sends a request as it is. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The business time. */
    public Instant now() {
        return context().getBean(Clock.class).instant();
    }

    /** Sets the business time. */
    public void moveClockTo(Instant now) {
        sandbox("/sandbox/clock", "{\"set\":\"" + now + "\"}");
    }

    /** Empties the record and puts the clock back. */
    public void reset() {
        sandbox("/sandbox/reset", "{}");
    }

    /** Runs a job of the night and answers its result as JSON. */
    public String runJob(String name) {
        return sandbox("/sandbox/jobs/" + name, "{}");
    }

    /** The folder of the demonstration PKI. */
    public Path pki() {
        return home.resolve("pki");
    }

    /** The data folder. */
    public Path home() {
        return home;
    }

    /** Its application context, to look at what is stored. */
    public ConfigurableApplicationContext context() {
        return context;
    }

    /** SQL as the owner of its database, who may change everything. */
    public JdbcClient owner() {
        DatabaseAccess access =
                EmbeddedPostgres.running(home.resolve("postgres")).orElseThrow().owner();
        return JdbcClient.create(new DriverManagerDataSource(access.url(), access.user(), access.password()));
    }

    private String sandbox(String path, String body) {
        HttpResponse<String> answer = post(path, null, "application/json", body);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private String fetchToken(String persona) {
        String basic = Base64.getEncoder().encodeToString((persona + ":" + persona).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(url("/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
        Matcher token = TOKEN.matcher(answer.body());
        if (!token.find()) {
            throw new IllegalStateException("no token for " + persona + ": " + answer.statusCode());
        }
        return token.group(1);
    }

    private HttpRequest.Builder as(@Nullable String persona, HttpRequest.Builder request) {
        request.timeout(PATIENCE).header("X-Request-ID", UUID.randomUUID().toString());
        return persona == null ? request : request.header("Authorization", "Bearer " + token(persona));
    }

    private String port(String property) {
        return context.getEnvironment().getRequiredProperty(property);
    }

    private static final class Started {
        private static final Service SERVICE = start();

        private static Service start() {
            try {
                Path home = Files.createTempDirectory(
                        Files.createDirectories(Path.of("target", "service").toAbsolutePath()), "home-");
                SpringApplication.getShutdownHandlers().add(() -> FileSystemUtils.deleteRecursively(home.toFile()));
                return new Service(
                        home,
                        PestleApplication.start(
                                "--pestle.home=" + home,
                                "--pestle.sandbox.programs=" + Database.cache(),
                                "--pestle.schedule=off",
                                "--pestle.validation.warm-up=false",
                                // a stand-in on a busy machine is slow, not down
                                "--pestle.routing.connect-timeout=5s",
                                "--pestle.routing.read-timeout=20s",
                                "--server.port=0",
                                "--management.server.port=0"));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
