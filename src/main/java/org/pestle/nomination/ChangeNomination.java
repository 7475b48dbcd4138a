package org.pestle.nomination;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Operation;
import org.pestle.access.Ownership;
import org.pestle.access.PatientIdentity;
import org.pestle.audit.AuditTrail;
import org.pestle.exchange.Answer;
import org.pestle.prescription.Act;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.NominableSites;
import org.pestle.routing.StandingNominations;
import org.pestle.routing.StandingNominations.Standing;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Changes a patient's nomination (eps.md 6.1, 6.2), in two steps: what asks the world outside happens before the
 * transaction, and the record follows in it. If the second step fails, the same call again does it: the first then
 * finds that there is nothing left to change.
 */
@Component
class ChangeNomination {
    private final Access access;
    private final StandingNominations standing;
    private final NominableSites sites;
    private final MoveTable moves;
    private final Recorder recorder;

    ChangeNomination(
            Access access, StandingNominations standing, NominableSites sites, MoveTable moves, Recorder recorder) {
        this.access = access;
        this.standing = standing;
        this.sites = sites;
        this.moves = moves;
        this.recorder = recorder;
    }

    /** What notes that something was done, and when. */
    @Component
    record Recorder(AuditTrail audit, NominationChanges changes, Clock clock) {}

    /**
     * Reads a patient's nominations from the demographics service; called outside any transaction.
     *
     * @return them; or refused because the patient is unknown or the service cannot be asked
     */
    Outcome<Standing> read(NhsNumber patient, NominationCaller by) {
        require(Operation.READ_NOMINATIONS, patient, null, by);
        return standing.read(patient).then(read -> {
            audit(Operation.READ_NOMINATIONS, by);
            return Outcome.done(read);
        });
    }

    /**
     * Has the demographics service change a nomination; called outside any transaction.
     *
     * @return the change, which the record has to follow; or refused because the site cannot be nominated, the patient
     *     is unknown, the record is not the version that the sender named, or somebody outside cannot be asked
     */
    Outcome<ChangedNomination> change(NominationWish wish, NominationCaller by) {
        require(wish.operation(), wish.patient(), wish.site(), by);
        OdsCode site = wish.site();
        Outcome<Standing> read = site == null
                ? standing.read(wish.patient())
                : sites.check(site, wish.type(), "/site").then(found -> standing.read(wish.patient()));
        return read.then(known -> {
            OdsCode former = known.site(wish.type());
            if (former != null && site == null) {
                require(wish.operation(), wish.patient(), former, by);
            }
            if (wish.version() != null && !Objects.equals(wish.version(), known.version())) {
                return Outcome.refused(Problem.NOMINATION_CONFLICT);
            }
            return standing.change(wish.patient(), wish.type(), former, site)
                    .then(now -> Outcome.done(new ChangedNomination(wish, former, now.version())));
        });
    }

    /**
     * Moves what is on its way to the site that is nominated now (eps.md 6.5); called in the transaction of the call.
     *
     * @return how many issues were moved
     */
    int follow(ChangedNomination changed, NominationCaller by) {
        NominationWish wish = changed.wish();
        Act act = new Act(
                PatientIdentity.unnamed(by.caller()),
                wish.operation(),
                recorder.clock().instant(),
                by.requestId());
        UUID id = UUID.randomUUID();
        recorder.changes().keep(id, changed, act);
        recorder.audit().record(act.caller(), wish.operation(), id.toString(), Answer.DONE, by.requestId());
        return moves.moveOfPatient(wish.patient(), wish.type(), changed.former(), changed.nomination(), act);
    }

    /** For P3 the owner is the dispensing practice; for the others it is the patient. */
    private void require(Operation operation, NhsNumber patient, @Nullable OdsCode site, NominationCaller by) {
        Ownership ownership = access.of(by.caller(), operation);
        if (ownership != Ownership.OWN) {
            PatientIdentity.require(ownership, by.caller(), by.patientHeader(), patient);
        } else if (site != null) {
            access.require(by.caller(), operation, site);
        }
    }

    private void audit(Operation operation, NominationCaller by) {
        recorder.audit()
                .record(
                        PatientIdentity.unnamed(by.caller()),
                        operation,
                        by.requestId().toString(),
                        Answer.DONE,
                        by.requestId());
    }
}
