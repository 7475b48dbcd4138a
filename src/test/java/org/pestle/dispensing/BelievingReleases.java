package org.pestle.dispensing;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.signature.SignatureVerdict;
import org.pestle.testing.Database;
import org.pestle.testing.UseCases;

/** Releases for tests of other modules: every signature holds, and a message is handed out as its bytes. */
public final class BelievingReleases {
    private BelievingReleases() {}

    /** On this database. */
    public static ReleasePrescriptions on(Database database, Clock clock) {
        SignatureVerdict valid =
                new SignatureVerdict.Valid("CN=Bo Fern", clock.instant(), new byte[32], List.of(), List.of());
        return UseCases.of(
                        database,
                        clock,
                        new String[] {"dispensing", "prescription"},
                        new PrescriptionSettings(null),
                        new ReturnSettings(false),
                        (MessageOpener) received -> Optional.of(new UnopenedMessage(received)),
                        (StoredSignatures) message -> valid)
                .get(ReleasePrescriptions.class);
    }

    /** The bytes of the message that a release handed out. */
    public static byte[] messageOf(ReleasedPrescription released) {
        return ((UnopenedMessage) released.message().orElseThrow()).bytes();
    }
}
