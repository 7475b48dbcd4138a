package org.pestle.fhir;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.prescription.Accepted;
import org.pestle.prescription.PrescriptionOrder;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.signature.SignerName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Compares who signed by the certificate, who prescribes by the message, and whose token it is: one person (eps.md
 * 1.2). A difference is logged, or refused where {@code pestle.access.reject-identity-mismatch} says so, as in
 * production.
 */
@Component
class SignerComparison {
    private static final Logger LOG = LoggerFactory.getLogger(SignerComparison.class);

    private final boolean rejects;

    SignerComparison(@Value("${pestle.access.reject-identity-mismatch:false}") boolean rejects) {
        this.rejects = rejects;
    }

    /** Compares the prescriber of the message with the user of the token. */
    Outcome<PrescriptionOrder> compare(PrescriptionOrder order, Caller caller) {
        boolean same = isSame(caller.userId(), order.prescriber().userId())
                && isSame(caller.roleProfileId(), order.prescriber().roleProfileId());
        return judge(
                same,
                order,
                Finding.at(
                        "Bundle.entry.resource.ofType(PractitionerRole)",
                        Problem.NOT_PERMITTED,
                        "The message names another user or role than the token"),
                order,
                caller);
    }

    /** Compares the signer of the certificate with both. */
    Outcome<Accepted> compare(Accepted accepted, Caller caller) {
        Optional<String> signer = SignerName.userId(accepted.verdict().signer());
        String prescriber = accepted.order().prescriber().userId();
        boolean same = signer.filter(
                        user -> user.equals(caller.userId()) && (prescriber == null || user.equals(prescriber)))
                .isPresent();
        return judge(
                same,
                accepted,
                Finding.at(
                        "Provenance.signature.data",
                        Problem.NOT_PERMITTED,
                        "The certificate names another user than the message or the token, or none"),
                accepted.order(),
                caller);
    }

    private <T> Outcome<T> judge(boolean same, T compared, Finding finding, PrescriptionOrder order, Caller caller) {
        if (same) {
            return Outcome.done(compared);
        }
        if (rejects) {
            return Outcome.refused(finding);
        }
        LOG.info("prescription {} of client {}: {}", order.id(), caller.clientId(), finding.sentence());
        return Outcome.done(compared);
    }

    private static boolean isSame(@Nullable String token, @Nullable String message) {
        return message == null || Objects.equals(token, message);
    }
}
