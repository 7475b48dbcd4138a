package org.pestle.problems;

/** The lists that the codes of problems come from (eps.md 12). */
public enum CodeSystem {
    EPS("https://fhir.nhs.uk/CodeSystem/EPS-IssueCode"),
    SPINE("https://fhir.nhs.uk/CodeSystem/Spine-ErrorOrWarningCode"),
    CANCELLATION("https://fhir.nhs.uk/CodeSystem/medicationrequest-status-history"),
    PESTLE("https://pestle.org/CodeSystem/error");

    private final String url;

    CodeSystem(String url) {
        this.url = url;
    }

    /** The canonical address of the list. */
    public String url() {
        return url;
    }
}
