package org.pestle.access;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything a caller can ask for, in the words of the interfaces, and the addresses at which it is asked (contract.md
 * 2). Where several operations share an address, the message says which is meant, and who may do any of them gets as
 * far as that.
 */
public enum Operation {
    // spotless:off
    //                method  at
    PREPARE          ("POST", "/fhir-prescribing/FHIR/R4/$prepare",         "/electronic-prescriptions/FHIR/R4/$prepare"),
    VALIDATE         ("POST", "/fhir-prescribing/FHIR/R4/$validate",        "/fhir-dispensing/FHIR/R4/$validate", "/electronic-prescriptions/FHIR/R4/$validate"),
    CREATE           ("POST", "/fhir-prescribing/FHIR/R4/$process-message", "/electronic-prescriptions/FHIR/R4/$process-message"),
    AMEND            ("POST", "/fhir-prescribing/FHIR/R4/$process-message", "/electronic-prescriptions/FHIR/R4/$process-message"),
    CANCEL           ("POST", "/fhir-prescribing/FHIR/R4/$process-message", "/electronic-prescriptions/FHIR/R4/$process-message"),
    READ_NOTICES     ("GET",  "/fhir-prescribing/FHIR/R4/Bundle"),
    RELEASE_NOMINATED("POST", "/fhir-dispensing/FHIR/R4/Task/$release",     "/electronic-prescriptions/FHIR/R4/Task/$release"),
    RELEASE_BY_ID    ("POST", "/fhir-dispensing/FHIR/R4/Task/$release",     "/electronic-prescriptions/FHIR/R4/Task/$release"),
    RETURN           ("POST", "/fhir-dispensing/FHIR/R4/Task",              "/electronic-prescriptions/FHIR/R4/Task"),
    NOTIFY_DISPENSE  ("POST", "/fhir-dispensing/FHIR/R4/$process-message",  "/electronic-prescriptions/FHIR/R4/$process-message"),
    WITHDRAW         ("POST", "/fhir-dispensing/FHIR/R4/Task",              "/electronic-prescriptions/FHIR/R4/Task"),
    VERIFY_SIGNATURE ("POST", "/fhir-dispensing/FHIR/R4/$verify-signature", "/electronic-prescriptions/FHIR/R4/$verify-signature"),
    CLAIM            ("POST", "/fhir-dispensing/FHIR/R4/Claim",             "/electronic-prescriptions/FHIR/R4/Claim"),
    TRACK            ("GET",  "/electronic-prescriptions/FHIR/R4/Task",     "/clinical-prescription-tracker/**", "/prescriptions/*"),
    PRINT_TOKEN      ("GET",  "/clinical-prescription-tracker/RequestGroup/*/token.pdf", "/clinical-prescription-tracker/RequestGroup/*/token.png"),
    QUOTE            ("POST", "/reimbursement/quote"),
    READ_CLAIM       ("GET",  "/reimbursement/claims/*"),
    READ_SCHEDULE    ("GET",  "/reimbursement/schedules/**",             "/schedules/*/*"),
    READ_REPORT      ("GET",  "/reimbursement/reports/**",               "/reports/*/*"),
    START_EXPORT     ("GET",  "/reimbursement/FHIR/R4/$export"),
    READ_EXPORT      ("GET",  "/reimbursement/exports/*",               "/reimbursement/exports/*/*"),
    CANCEL_EXPORT    ("DELETE", "/reimbursement/exports/*"),
    READ_REVIEWS     ("GET",  "/reviews"),
    DECIDE_REVIEW    ("POST", "/reviews/*"),
    READ_NOMINATIONS ("POST", "/nominations/find"),
    NOMINATE_PHARMACY("POST", "/nominations/change"),
    NOMINATE_APPLIANCE_CONTRACTOR("POST", "/nominations/change"),
    NOMINATE_DISPENSING_DOCTOR("POST", "/nominations/change"),
    REMOVE_DISPENSING_DOCTOR("POST", "/nominations/change"),
    READ_MOVES       ("GET",  "/nominations/moves"),
    READ_SITES       ("GET",  "/sites", "/sites/*"),
    READ_CLOSED_SITES("GET",  "/closed-sites",                               "/operator/closed-sites");
    // spotless:on

    private final String method;
    private final String first;
    private final String second;
    private final String third;

    Operation(String method, String path) {
        this(method, path, "", "");
    }

    Operation(String method, String first, String second) {
        this(method, first, second, "");
    }

    Operation(String method, String first, String second, String third) {
        this.method = method;
        this.first = first;
        this.second = second;
        this.third = third;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** The addresses, as patterns of Spring. */
    public List<String> paths() {
        return Stream.of(first, second, third).filter(path -> !path.isEmpty()).toList();
    }
}
