package org.pestle.claim;

/** Where a claim stands. */
public enum ClaimStatus {
    /** It waits for the night. */
    RECEIVED,
    /** Each of its items has its price. */
    PRICED,
    /** At least one item could not be priced; the contractor is asked. */
    REFERRED,
    /** An amendment took its place. */
    REPLACED,
    /** It was priced, and another claim answers for items of it that came back. */
    ANSWERED
}
