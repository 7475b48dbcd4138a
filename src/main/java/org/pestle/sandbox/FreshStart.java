package org.pestle.sandbox;

import org.pestle.routing.StandingNominations;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Empties the record, and forgets what was changed with the stand-ins. */
@Component
@Profile("sandbox")
class FreshStart {
    private final EveryTable record;
    private final SandboxParts parts;
    private final StandingNominations nominations;

    FreshStart(EveryTable record, SandboxParts parts, StandingNominations nominations) {
        this.record = record;
        this.nominations = nominations;
        this.parts = parts;
    }

    void emptied() {
        record.empty();
        parts.standIns().forget();
        nominations.forget();
    }
}
