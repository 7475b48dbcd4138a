package org.pestle.dispensing;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.access.Ownership;
import org.pestle.audit.AuditTrail;
import org.pestle.prescription.Issue;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.Prescriptions;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.Site;
import org.pestle.routing.SiteDirectory;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Prints a dispensing token for the practice that prescribed, or for the pharmacy that has the issue or is nominated;
 * every print is audited. Nobody is asked inside the transaction.
 */
@Component
public class PrintToken {
    private final Prescriptions prescriptions;
    private final TokenParts parts;
    private final Access access;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PrintToken(
            Prescriptions prescriptions,
            TokenParts parts,
            Access access,
            TransactionTemplate transaction,
            Clock clock) {
        this.prescriptions = prescriptions;
        this.parts = parts;
        this.access = access;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What a token needs beside the record. */
    @Component
    record TokenParts(AuditTrail audit, TokenSeal seal, PatientAddress addresses, SiteDirectory directory) {}

    private record Subject(PrescriptionRecord prescription, Issue issue) {}

    /**
     * Prints it.
     *
     * @param issueNumber from 1, or null for the current issue
     * @return the token, or a refusal: there is no such prescription or issue
     * @throws AccessDeniedException if it is not the caller's organisation's
     */
    public Outcome<DispensingToken> print(
            PrescriptionId id, @Nullable Integer issueNumber, Caller caller, UUID requestId) {
        Optional<Subject> found = transaction.execute(status -> {
            Optional<Subject> subject = prescriptions.find(id).flatMap(record -> subject(record, issueNumber));
            subject.ifPresent(it -> {
                requireOwn(it, caller);
                parts.audit().record(caller, Operation.PRINT_TOKEN, id.value(), "done", requestId);
            });
            return subject;
        });
        return found == null || found.isEmpty()
                ? Outcome.refused(Problem.NO_SUCH_PRESCRIPTION)
                : Outcome.done(token(found.get()));
    }

    private static Optional<Subject> subject(PrescriptionRecord prescription, @Nullable Integer issueNumber) {
        Optional<Issue> issue =
                issueNumber == null ? Optional.of(prescription.currentIssue()) : prescription.issue(issueNumber);
        return issue.map(it -> new Subject(prescription, it));
    }

    private void requireOwn(Subject subject, Caller caller) {
        OdsCode nominated = subject.issue().nomination().siteOrNull();
        boolean isOwn = access.of(caller, Operation.PRINT_TOKEN) == Ownership.ANY
                || Stream.of(
                                Optional.of(subject.prescription().prescriber().practice()),
                                Optional.ofNullable(nominated),
                                subject.issue().holder())
                        .flatMap(Optional::stream)
                        .anyMatch(owner -> caller.actingFor(owner).equals(owner));
        if (!isOwn) {
            throw new AccessDeniedException("the token of another organisation's prescription");
        }
    }

    private DispensingToken token(Subject subject) {
        PrescriptionRecord prescription = subject.prescription();
        Instant now = clock.instant();
        return new DispensingToken(
                prescription,
                subject.issue(),
                parts.addresses().in(prescription.message()),
                site(subject.issue().nomination().siteOrNull()),
                now,
                parts.seal().seal(prescription, subject.issue(), now));
    }

    private @Nullable Site site(@Nullable OdsCode code) {
        return code != null && parts.directory().find(code) instanceof SiteDirectory.Lookup.Found found
                ? found.site()
                : null;
    }
}
