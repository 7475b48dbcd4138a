package org.pestle.dispensing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.Issue;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.routing.Site;

/**
 * What is printed on a dispensing token (eps.md 6.4): by it a patient can collect at any pharmacy, and the pharmacy
 * sees what was ordered. It is no prescription: that is the signed message in the record.
 *
 * @param address of the patient, the postcode last
 * @param site nominated, as the directory has it; null where there is none or the directory does not know
 * @param seal the signed text of the QR code
 */
public record DispensingToken(
        PrescriptionRecord prescription,
        Issue issue,
        List<String> address,
        @Nullable Site site,
        Instant printedAt,
        String seal) {
    /** Copies the list. */
    public DispensingToken {
        address = List.copyOf(address);
    }

    /** The token as a document. */
    public byte[] toPdf() {
        return TokenPaper.of(this);
    }
}
