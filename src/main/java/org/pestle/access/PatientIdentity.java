package org.pestle.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.values.NhsNumber;
import org.springframework.security.access.AccessDeniedException;

/**
 * Which patient a call is made by (contract.md 3): a patient's own token names it, a trusted gateway names it in a
 * header of that name.
 */
public final class PatientIdentity {
    /** The header of the gateway: {@code P9:} and an NHS number; from anyone else it is refused. */
    public static final String HEADER = "nhsd-nhslogin-user";

    private static final String PROOFED = "P9:";

    private PatientIdentity() {}

    /** Whether a caller sends the header without being the trusted gateway. */
    public static boolean isPretended(Caller caller, @Nullable String header) {
        return header != null && caller.role() != Role.PATIENT_GATEWAY;
    }

    /**
     * Lets a caller pass who may do something for a patient: for any, or being the patient itself.
     *
     * @param header what {@link #HEADER} says, or null
     * @throws AccessDeniedException if it is another patient
     */
    public static void require(Ownership ownership, Caller caller, @Nullable String header, NhsNumber patient) {
        if (ownership != Ownership.ANY && !of(caller, header).equals(Optional.of(patient.value()))) {
            throw new AccessDeniedException("not for this patient");
        }
    }

    /** A patient's number is nothing for the record of who did what: there it is named by its client. */
    public static Caller unnamed(Caller caller) {
        return caller.role() == Role.PATIENT
                ? new Caller(caller.clientId(), null, null, caller.role(), caller.organisation())
                : caller;
    }

    private static Optional<String> of(Caller caller, @Nullable String header) {
        return switch (caller.role()) {
            case PATIENT -> Optional.ofNullable(caller.userId());
            case PATIENT_GATEWAY ->
                Optional.ofNullable(header)
                        .filter(text -> text.startsWith(PROOFED))
                        .map(text -> text.substring(PROOFED.length()));
            default -> Optional.empty();
        };
    }
}
