package org.pestle.prescription;

import java.util.Optional;
import org.pestle.values.Coded;

/** Why a prescription or an item is cancelled (eps.md 5.1). */
public enum CancellationReason implements Coded {
    PRESCRIBING_ERROR("0001", "Prescribing Error"),
    CLINICAL_CONTRA_INDICATION("0002", "Clinical contra-indication"),
    CHANGE_OF_TREATMENT("0003", "Change to medication treatment regime"),
    CLINICAL_GROUNDS("0004", "Clinical grounds"),
    PATIENTS_REQUEST("0005", "At the Patient's request"),
    PHARMACISTS_REQUEST("0006", "At the Pharmacist's request"),
    DEATH("0007", "Notification of Death"),
    PATIENT_DEDUCTED("0008", "Patient deducted - other reason"),
    PATIENT_REGISTERED_ELSEWHERE("0009", "Patient deducted - registered with new practice");

    private final String code;
    private final String display;

    CancellationReason(String code, String display) {
        this.code = code;
        this.display = display;
    }

    /** The standard's four digits. */
    @Override
    public String code() {
        return code;
    }

    /** The standard's words. */
    public String display() {
        return display;
    }

    /** Whether somebody outside may give it: a death is told by the service itself only. */
    public boolean mayBeGiven() {
        return this != DEATH;
    }

    /** The reason of that code, if it is one. */
    public static Optional<CancellationReason> of(String code) {
        return Coded.find(values(), code);
    }
}
