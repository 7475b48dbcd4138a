package org.pestle.routing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A system outside that answers in JSON, asked with care: its answer must come within the time and the size that are
 * set, only so many calls run at once, and after some failures in a row it is left alone for a while, so that a dead
 * system slows nobody down. What it was asked is never logged: addresses hold patients' numbers.
 */
final class JsonSource {
    private static final Logger LOG = LoggerFactory.getLogger(JsonSource.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private final String name;
    private final @Nullable URI base;
    private final RoutingSettings settings;
    private final Clock clock;
    private final HttpClient client;
    private final Semaphore room;
    private int failuresInARow;
    private Instant lastFailure = Instant.EPOCH;

    /** What came back. */
    sealed interface Reply {
        /**
         * An answer.
         *
         * @param version the ETag, or an empty text
         */
        record Found(JsonNode json, String version) implements Reply {}

        /** It says that there is no such thing. */
        record NotFound() implements Reply {}

        /** It says that what was to be changed is not as the sender thinks. */
        record Conflict() implements Reply {}

        /** No answer that could be used. */
        record Failed() implements Reply {}
    }

    JsonSource(String name, @Nullable URI base, RoutingSettings settings, Clock clock) {
        this.name = name;
        this.base = base;
        this.settings = settings;
        this.clock = clock;
        this.room = new Semaphore(settings.callsAtOnce());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Asks.
     *
     * @param path from the root of the system, every part of it already safe for an address
     */
    Reply get(String path) {
        return call(path, HttpRequest.newBuilder());
    }

    /**
     * Changes something by a JSON Patch. After a failure it is not known whether it took effect.
     *
     * @param path as for {@link #get}
     * @param version the ETag of what was read; another one there is a conflict
     */
    Reply patch(String path, String version, JsonNode patch) {
        return call(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json-patch+json")
                        .header("If-Match", version)
                        .method("PATCH", BodyPublishers.ofByteArray(JSON.writeValueAsBytes(patch))));
    }

    private Reply call(String path, HttpRequest.Builder request) {
        if (base == null || isPausing() || !room.tryAcquire()) {
            return new Reply.Failed();
        }
        try {
            Reply reply = ask(request.uri(base.resolve(path)));
            noteSuccess();
            return reply;
        } catch (IOException | JacksonException failure) {
            noteFailure(failure.getClass().getSimpleName());
            return new Reply.Failed();
        } finally {
            room.release();
        }
    }

    /** To be told when an answer turned out to be unusable: that counts as a failure too. */
    Reply.Failed distrust(String reason) {
        noteFailure(reason);
        return new Reply.Failed();
    }

    private Reply ask(HttpRequest.Builder asked) throws IOException {
        HttpRequest request = asked.header("Accept", "application/json, application/fhir+json")
                .header("X-Request-ID", UUID.randomUUID().toString())
                .timeout(settings.readTimeout())
                .build();
        HttpResponse<byte[]> response = await(
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.largestAnswer())));
        return switch (response.statusCode()) {
            case FOUND ->
                new Reply.Found(
                        JSON.readTree(response.body()),
                        response.headers().firstValue("ETag").orElse(""));
            case NOT_FOUND -> new Reply.NotFound();
            case CONFLICT, PRECONDITION_FAILED -> new Reply.Conflict();
            default -> throw new IOException("status " + response.statusCode());
        };
    }

    /** The client's own timeout ends with the head of the answer; this one is for the whole of it. */
    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer) throws IOException {
        try {
            return answer.get(
                    settings.connectTimeout().plus(settings.readTimeout()).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new IOException(late);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private synchronized boolean isPausing() {
        Instant now = clock.instant();
        return failuresInARow >= settings.failures()
                && !now.isBefore(lastFailure)
                && now.isBefore(lastFailure.plus(settings.pause()));
    }

    private synchronized void noteSuccess() {
        failuresInARow = 0;
    }

    private synchronized void noteFailure(String reason) {
        failuresInARow++;
        lastFailure = clock.instant();
        LOG.warn("event=outside-call-failed system={} reason={} in-a-row={}", name, reason, failuresInARow);
    }
}
