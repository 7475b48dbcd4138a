package org.pestle.pages;

import java.util.List;

/**
 * One interface of the service (contract.md 2).
 *
 * @param base its path
 * @param purpose who does what with it
 * @param described whether it answers {@code metadata} and {@code _status}
 */
record Interface(String base, String purpose, boolean described) {
    /** Those that are offered. */
    static final List<Interface> ALL = List.of(
            new Interface("/fhir-prescribing", "Prescribers prepare, sign and send prescriptions", true),
            new Interface("/fhir-dispensing", "Pharmacies download, dispense and claim", true),
            new Interface("/electronic-prescriptions", "Both, for older systems, and the tracker", true),
            new Interface("/reimbursement", "Quotes, claims, schedules of payments, commissioners' reports", false),
            new Interface("/oauth2/token", "Access tokens", false));
}
