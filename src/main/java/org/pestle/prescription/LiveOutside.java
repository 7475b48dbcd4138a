package org.pestle.prescription;

import java.util.Optional;
import org.pestle.problems.Outcome;
import org.pestle.routing.Nomination;
import org.pestle.routing.Nominations;
import org.pestle.routing.Practice;
import org.pestle.routing.SiteDirectory;
import org.pestle.signature.SignatureCheck;
import org.pestle.signature.SignatureVerdict;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/** Asks the signature check, the demographics service and the directory. */
@Component
class LiveOutside implements Outside {
    private final SignatureCheck signatures;
    private final Nominations nominations;
    private final SiteDirectory directory;

    LiveOutside(SignatureCheck signatures, Nominations nominations, SiteDirectory directory) {
        this.signatures = signatures;
        this.nominations = nominations;
        this.directory = directory;
    }

    @Override
    public SignatureVerdict verdictOn(PrescriptionOrder order, String clientId) {
        return signatures.check(order.content(), order.signatures(), clientId);
    }

    @Override
    public Outcome<Nomination> nominate(PrescriptionOrder order) {
        return nominations.nominate(order.patient().nhsNumber(), order.requestedSite(), order.siteType());
    }

    @Override
    public Optional<OdsCode> commissionerOf(OdsCode practice) {
        return directory.findPractice(practice).map(Practice::commissioner);
    }
}
