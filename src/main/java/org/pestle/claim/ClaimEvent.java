package org.pestle.claim;

/** What can happen to a claim. */
public enum ClaimEvent {
    PRICED,
    REFERRED,
    AMENDED,
    ANSWERED
}
