package org.pestle.nomination;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Outage;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.StandingNominations;
import org.pestle.values.NhsNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks for the nominations of patients whose next issue of repeat dispensing is about to be offered, so that it is
 * offered where the patient is nominated now (eps.md 6.5). Where the demographics service cannot be asked, issues stay
 * as they are. Doing it again moves nothing.
 */
@Component
public class FollowAtNight {
    private static final Logger LOG = LoggerFactory.getLogger(FollowAtNight.class);
    private static final int AT_ONCE = 8;

    private final AboutToBeReadyTable ready;
    private final StandingNominations standing;
    private final NominationSettings settings;

    FollowAtNight(AboutToBeReadyTable ready, StandingNominations standing, NominationSettings settings) {
        this.ready = ready;
        this.standing = standing;
        this.settings = settings;
    }

    /**
     * What came of a chunk.
     *
     * @param asked patients that the demographics service was asked about
     * @param unanswered those about whom it did not answer, or whose issues could not be moved
     * @param last where to go on, or null if nobody is left to ask about, nobody answers, or enough were asked about
     */
    public record Chunk(int asked, int unanswered, @Nullable String last) {}

    /**
     * Asks about the next patients, in the order of their prescriptions. Asks outside, so it must not be called in a
     * transaction; whatever moves does so in a statement of its own.
     *
     * @param day issues that become ready on it or before
     * @param after the prescription behind which to begin; an empty text to begin with the first
     * @param asked how many patients were asked about before in this night
     * @param limit how many prescriptions to look at, at least one
     */
    public Chunk follow(LocalDate day, String after, long asked, int limit) {
        List<AboutToBeReadyTable.Ready> due =
                asked < settings.askedANight() ? ready.find(day, after, limit) : List.of();
        Set<NhsNumber> patients = new LinkedHashSet<>();
        due.forEach(issue -> patients.add(issue.patient()));
        int unanswered = unanswered(patients);
        boolean goesOn = !due.isEmpty() && unanswered < patients.size();
        return new Chunk(
                patients.size(),
                unanswered,
                goesOn ? due.getLast().prescription().value() : null);
    }

    private int unanswered(Set<NhsNumber> patients) {
        List<Callable<Boolean>> questions = new ArrayList<>();
        patients.forEach(patient -> questions.add(() -> isUnanswered(patient)));
        int unanswered = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("nomination").factory())) {
            for (Future<Boolean> question : threads.invokeAll(questions)) {
                unanswered += isUnanswered(question) ? 1 : 0;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the night was stopped", stopped);
        }
        return unanswered;
    }

    /**
     * One patient whose issues cannot move must not keep those of everybody else from being offered; a database that is
     * away ends the night, which is then started again.
     */
    private static boolean isUnanswered(Future<Boolean> question) throws InterruptedException {
        try {
            return question.get();
        } catch (ExecutionException broken) {
            if (Outage.caused(broken)) {
                throw new IllegalStateException("the database went away", broken);
            }
            LOG.warn("an issue could not follow its nomination", broken.getCause());
            return true;
        }
    }

    /** Whoever watches is told what is read, and moves what has to move. */
    private boolean isUnanswered(NhsNumber patient) {
        return standing.read(patient) instanceof Outcome.Refused<?> refused
                && refused.findings().getFirst().problem() == Problem.OUTSIDE_UNAVAILABLE;
    }
}
