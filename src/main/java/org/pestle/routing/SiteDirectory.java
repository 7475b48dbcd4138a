package org.pestle.routing;

import java.util.Optional;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/** The directory of dispensing sites and prescribing practices. */
@Component
public class SiteDirectory {
    /** What the directory says about a dispensing site. */
    public sealed interface Lookup {
        /** It is there. */
        record Found(Site site) implements Lookup {}

        /** There is none with that code. */
        record Unknown() implements Lookup {}

        /** The directory cannot be asked and the site is not remembered. */
        record Unavailable() implements Lookup {}
    }

    /** The dispensing site with this code. */
    public Lookup find(OdsCode code) {
        return new Lookup.Unavailable();
    }

    /** The prescribing practice with this code; empty if there is none or the directory cannot be asked. */
    public Optional<Practice> findPractice(OdsCode code) {
        return Optional.empty();
    }
}
