package org.pestle.fhir;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.pestle.fhir.Message.Part;

/**
 * The type of a prescription: setting and kind of prescriber (eps.md 3.2).
 *
 * @param code as it was sent, empty where it is missing
 */
record PrescriptionType(String code) {
    private static final Pattern KNOWN = Pattern.compile("(?:01|10|11|12|02|20|05|50)(?:01|04|05|08|13|14|16|17|24|25)"
            + "|00(?:0[1-9]|1[01])|01(?:0[2-9]|1[0-9]|2[0-3])|0[34679][0-9]{2}");
    private static final String UNKNOWN = "NotProvided";
    private static final Map<String, String> SETTINGS =
            Map.of("01", "Primary Care", "10", "Outpatient Community", "12", "Outpatient Homecare");
    private static final Map<String, String> PRESCRIBERS = Map.of(
            "01", "Medical Prescriber",
            "04", "Nurse Independent/Supplementary prescriber",
            "08", "Pharmacist Independent/Supplementary prescriber",
            "25", "Paramedic Independent/Supplementary prescriber");

    /** Reads the type that an item names. */
    static PrescriptionType read(Part<MedicationRequest> part, Reading reading) {
        Found<Coding> type = Found.extension(
                part.place(),
                part.value().getExtension(),
                FhirNames.PRESCRIPTION_TYPE_EXTENSION,
                Coding.class,
                "prescription type");
        return new PrescriptionType(reading.code(type));
    }

    /** Whether the rules of primary care in England hold. */
    boolean isPrimaryCare() {
        return code.startsWith("01");
    }

    /** The words of the published list, for the settings and prescribers that are seen in published messages. */
    Optional<String> display() {
        if (!KNOWN.matcher(code).matches()) {
            return Optional.empty();
        }
        String prescriber = PRESCRIBERS.get(code.substring(2));
        return prescriber == null
                ? Optional.empty()
                : Optional.ofNullable(SETTINGS.get(code.substring(0, 2)))
                        .map(setting -> setting + " Prescriber - " + prescriber);
    }

    /** As it is kept: a type that is not known is not refused, but kept as that. */
    String kept() {
        return KNOWN.matcher(code).matches() ? code : UNKNOWN;
    }
}
