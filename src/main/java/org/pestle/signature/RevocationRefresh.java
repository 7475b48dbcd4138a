package org.pestle.signature;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pestle.signature.RevocationList.NotUsable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Fetches revocation lists and answers in the background, on a thread of its own: at the start, and then again and
 * again. Before the first call comes in, what was archived and what is in files has been read.
 */
@Component
public class RevocationRefresh implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationRefresh.class);

    private final SignatureSettings settings;
    private final RevocationSources sources;
    private final RevocationLists lists;
    private final OcspAnswers answers;
    private @Nullable ScheduledExecutorService background;
    private @Nullable ScheduledFuture<?> refreshes;

    RevocationRefresh(
            SignatureSettings settings, RevocationSources sources, RevocationLists lists, OcspAnswers answers) {
        this.settings = settings;
        this.sources = sources;
        this.lists = lists;
        this.answers = answers;
    }

    /** Reads the lists that are in files, now. */
    public void readFiles() {
        settings.revocationLists().stream()
                .filter(source -> !RevocationSources.isRemote(source))
                .forEach(this::fetch);
    }

    /** Fetches every list, and asks again about every certificate that was asked about lately. */
    void fetchAll() {
        settings.revocationLists().forEach(this::fetch);
        answers.askAgain();
    }

    private void fetch(String source) {
        try {
            lists.take(sources.read(source));
        } catch (NotUsable refused) {
            LOG.warn("the revocation list of {} is not taken: {}", source, refused.getMessage());
        } catch (IOException | RuntimeException unreachable) {
            LOG.warn("the revocation list of {} cannot be fetched: {}", source, unreachable.getMessage());
        }
    }

    @Override
    public synchronized void start() {
        if (background != null) {
            return;
        }
        if (!settings.revocationLists().isEmpty()) {
            lists.takeArchived();
            readFiles();
        }
        background = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("revocation").factory());
        refreshes = background.scheduleWithFixedDelay(
                this::fetchAll, 0, settings.revocationRefresh().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (background != null && refreshes != null) {
            refreshes.cancel(true);
            background.shutdown();
            background = null;
        }
        answers.stop();
    }

    @Override
    public synchronized boolean isRunning() {
        return background != null;
    }
}
