package org.pestle.routing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * The sites that patients have nominated, as the demographics service keeps them (eps.md 6.1). It asks outside, so
 * nothing here may be called in a transaction. Whoever watches is told when what is read is not what was read before,
 * or nothing was.
 */
@Component
public class StandingNominations {
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration COMPARED = Duration.ofDays(366);
    private static final int PATIENTS = 50_000;

    private final Demographics demographics;
    private final List<NominationWatch> watches;
    private final Remembered<NhsNumber, Demographics.Lookup> patients;

    StandingNominations(Demographics demographics, List<NominationWatch> watches, Clock clock) {
        this.demographics = demographics;
        this.watches = watches;
        this.patients = new Remembered<>(PATIENTS, clock);
    }

    /**
     * What a patient has nominated.
     *
     * @param nominated at most one of each type
     * @param version of the patient's record with the demographics service, an ETag
     */
    public record Standing(Map<SiteType, OdsCode> nominated, String version) {
        /** Copies the map. */
        public Standing {
            nominated = Map.copyOf(nominated);
        }

        /** The site of that type, or null. */
        public @Nullable OdsCode site(SiteType type) {
            return nominated.get(type);
        }
    }

    /**
     * Asks for a patient's nominations now, and tells the watches of them in any case.
     *
     * @return them; or refused because the patient is unknown or the service cannot be asked
     */
    public Outcome<Standing> read(NhsNumber patient) {
        return switch (demographics.find(patient)) {
            case Demographics.Lookup.Known known -> {
                tell(patient, known);
                yield Outcome.done(new Standing(known.nominated(), known.version()));
            }
            case Demographics.Lookup.NoSuchPatient none -> Outcome.refused(Problem.PATIENT_NOT_FOUND);
            case Demographics.Lookup.Unavailable down -> Outcome.refused(unavailable());
        };
    }

    /**
     * Changes one nomination, with the version of the record that was read (eps.md 6.1). The same change again is done
     * already.
     *
     * @param before the site that is nominated as far as is known, or null for none
     * @param to the site to be nominated, or null for none
     * @return all nominations afterwards; or refused because somebody else changed this one meanwhile, the patient is
     *     unknown, or the service cannot be asked (then the same change can be asked for again)
     */
    public Outcome<Standing> change(NhsNumber patient, SiteType type, @Nullable OdsCode before, @Nullable OdsCode to) {
        return switch (demographics.change(patient, type, before, to)) {
            case Demographics.Change.Done(Map<SiteType, OdsCode> nominated, String version) -> {
                patients.put(patient, new Demographics.Lookup.Known(nominated, version));
                yield Outcome.done(new Standing(nominated, version));
            }
            case Demographics.Change.Conflict conflict -> Outcome.refused(Problem.NOMINATION_CONFLICT);
            case Demographics.Change.NoSuchPatient none -> Outcome.refused(Problem.PATIENT_NOT_FOUND);
            case Demographics.Change.Unavailable down -> Outcome.refused(unavailable());
        };
    }

    /** Forgets what was read, as after a restart. */
    public void forget() {
        patients.clear();
    }

    /** What was read in the last ten minutes, or is read now. */
    Demographics.Lookup recent(NhsNumber patient) {
        return patients.notOlderThan(FRESH, patient).orElseGet(() -> {
            Optional<Demographics.Lookup> before = patients.notOlderThan(COMPARED, patient);
            Demographics.Lookup now = demographics.find(patient);
            if (now instanceof Demographics.Lookup.Known known) {
                if (before.isEmpty() || !nominated(before.get()).equals(known.nominated())) {
                    tell(patient, known);
                }
                patients.put(patient, known);
            } else if (now instanceof Demographics.Lookup.NoSuchPatient) {
                patients.put(patient, now);
            }
            return now;
        });
    }

    private void tell(NhsNumber patient, Demographics.Lookup.Known known) {
        watches.forEach(watch -> watch.seen(patient, known.nominated()));
        patients.put(patient, known);
    }

    static Map<SiteType, OdsCode> nominated(Demographics.Lookup lookup) {
        return lookup instanceof Demographics.Lookup.Known known ? known.nominated() : Map.of();
    }

    private static Finding unavailable() {
        return Finding.of(Problem.OUTSIDE_UNAVAILABLE, "The demographics service (PDS) cannot be asked at the moment");
    }
}
