package org.pestle.sandbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Role;
import org.pestle.values.OdsCode;

/**
 * Everyone to be in the sandbox. Organisations are those of the stand-in for the directory ({@code mocks/ods}):
 * practice A83008 belongs to QHM, practice B82001 to QWO.
 */
public final class Personas {
    // spotless:off
    private static final List<Persona> ALL = List.of(
            //      name                user id         role profile     role                    organisation  is
            persona("prescriber",       "656005750107", "555254242105", Role.PRESCRIBER,        "A83008",  "general practitioner at practice A83008"),
            persona("prescriber-sha1",  "656005750107", "555254242105", Role.PRESCRIBER,        "A83008",  "the same, with a system that may still sign with SHA-1"),
            persona("prescriber-2",     "656005750108", "555254242106", Role.PRESCRIBER,        "B82001",  "general practitioner at practice B82001, of another ICB"),
            persona("prescribing-admin","656005750109", "555254242107", Role.PRESCRIBING_ADMIN, "A83008",  "prepares and cancels at practice A83008, may not sign"),
            persona("pharmacist",       "555260695103", "555265434108", Role.PHARMACIST,        "FA565",   "pharmacist at FA565"),
            persona("pharmacist-flm49", "555260695104", "555265434109", Role.PHARMACIST,        "FLM49",   "pharmacist at FLM49, a distance-selling pharmacy"),
            persona("locum",            "555260695105", "555265434110", Role.PHARMACIST,        "FFFFF",   "pharmacist who acts for the pharmacy that the message names"),
            persona("pharmacy-system",  null,           null,           Role.PHARMACY_SYSTEM,   "FA565",   "system of FA565 that downloads what is nominated, unattended"),
            persona("commissioner",     "555260695201", "555265434201", Role.COMMISSIONER,      "QHM",     "reads the reports of QHM, to which practice A83008 belongs"),
            persona("commissioner-2",   "555260695202", "555265434202", Role.COMMISSIONER,      "QWO",     "reads the reports of QWO, to which practice B82001 belongs"),
            persona("contractor",       "555260695203", "555265434203", Role.CONTRACTOR,        "FA565",   "owner of FA565: claims and schedules of payments"),
            persona("support",          "555260695204", "555265434204", Role.SUPPORT,           "X26",     "service desk: tracks prescriptions"),
            persona("operator",         "555260695205", "555265434205", Role.OPERATOR,          "X26",     "operates the service: jobs and health"),
            persona("reviewer",         "555260695206", "555265434206", Role.REVIEWER,          "X26",     "controlled drugs accountable officer: decides on prescriptions held for review"),
            persona("patient",          "9449304130",   null,           Role.PATIENT,           "PATIENT", "a patient of practice A83008"),
            persona("patient-gateway",  null,           null,           Role.PATIENT_GATEWAY,   "X26",     "trusted gateway through which patients ask"));
    // spotless:on

    private Personas() {}

    /** All of them, in the order of the contract. */
    public static List<Persona> all() {
        return ALL;
    }

    /** The one with this name. */
    public static Optional<Persona> named(String name) {
        return ALL.stream().filter(persona -> persona.name().equals(name)).findFirst();
    }

    private static Persona persona(
            String name,
            @Nullable String userId,
            @Nullable String roleProfileId,
            Role role,
            String organisation,
            String description) {
        return new Persona(name, userId, roleProfileId, role, new OdsCode(organisation), description);
    }
}
