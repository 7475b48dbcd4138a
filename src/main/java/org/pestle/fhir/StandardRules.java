package org.pestle.fhir;

import ca.uhn.fhir.validation.SingleValidationMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.problems.Problem.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The rules of FHIR R4 itself, by HAPI's validator (design.md 1). It is slow and takes seconds to warm up, so it has
 * one or two threads and a short queue of its own: whatever waits there, prescribing does not. It is warmed up once the
 * service is ready; who asks before that waits.
 */
@Component
class StandardRules implements DisposableBean {
    /** How long a caller waits: shorter than the half minute after which gateways give up (eps.md 1.2). */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(StandardRules.class);
    private static final int MOST_WAITING = 16;
    private static final int MOST_FINDINGS = 500;

    private final ValidationSettings settings;
    private final ThreadPoolExecutor workers;
    private volatile @Nullable StandardValidator validator;

    StandardRules(ValidationSettings settings) {
        this.settings = settings;
        int threads = Runtime.getRuntime().availableProcessors() >= 4 ? 2 : 1;
        this.workers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("validator-", 1).daemon().factory());
    }

    @EventListener(ApplicationReadyEvent.class)
    void warmUp() {
        if (settings.warmUp()) {
            workers.execute(this::warm);
        }
    }

    /** Whether the validator answers at once. */
    boolean areWarm() {
        return validator != null;
    }

    /**
     * What breaks a rule of FHIR R4.
     *
     * @param resource JSON, looked at before
     * @return errors and warnings, the first 500; empty if the validator did not answer within {@link #PATIENCE}
     */
    Optional<List<LocatedFinding>> findings(String resource) {
        Future<List<LocatedFinding>> answer;
        try {
            answer = workers.submit(() -> look(resource));
        } catch (RejectedExecutionException tooMany) {
            return Optional.empty();
        }
        try {
            return Optional.of(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the validator failed", broken.getCause());
        }
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }

    private synchronized StandardValidator warm() {
        StandardValidator known = validator;
        if (known == null) {
            long start = System.nanoTime();
            known = StandardValidator.warmedUp();
            validator = known;
            LOG.info(
                    "validator warm after {} ms",
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
        return known;
    }

    private List<LocatedFinding> look(String resource) {
        return warm().messages(resource).stream()
                .map(StandardRules::finding)
                .limit(MOST_FINDINGS)
                .toList();
    }

    private static LocatedFinding finding(SingleValidationMessage message) {
        String place = StandardValidator.place(message);
        Finding finding = place.isEmpty()
                ? Finding.of(Problem.NOT_VALID_FHIR, message.getMessage())
                : Finding.at(place, Problem.NOT_VALID_FHIR, message.getMessage());
        if (StandardValidator.isWarning(message)) {
            finding = finding.as(Severity.WARNING, Problem.NOT_VALID_FHIR.issueType());
        }
        return new LocatedFinding(finding, known(message.getLocationLine()), known(message.getLocationCol()));
    }

    private static int known(@Nullable Integer number) {
        return number == null || number < 1 ? 0 : number;
    }
}
