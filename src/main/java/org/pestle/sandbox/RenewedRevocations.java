package org.pestle.sandbox;

import java.util.concurrent.TimeUnit;
import org.pestle.signature.RevocationRefresh;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the revocation list of the demonstration PKI recent for the business clock, and has it read at once. */
@Component
@Profile("sandbox")
class RenewedRevocations {
    private final DemonstrationRevocations revocations;
    private final RevocationRefresh refresh;

    RenewedRevocations(SandboxSettings settings, MovableClock clock, RevocationRefresh refresh) {
        this.revocations = new DemonstrationRevocations(settings.pki(), clock);
        this.refresh = refresh;
    }

    /** Renews it now, as after the clock was moved; once a day for a sandbox that runs on and on. */
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.DAYS)
    void renew() {
        revocations.renew();
        refresh.readFiles();
    }
}
