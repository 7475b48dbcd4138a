package org.pestle.access;

/** For whom a role may do an operation. */
public enum Ownership {
    /** For anyone. */
    ANY,
    /** Only for the caller's own organisation; a locum's is the pharmacy that the message names. */
    OWN,
    /** Only for its own organisation; a locum, who has none, not at all: nothing but the address names one. */
    OWN_ACCOUNT,
    /** Only for its own organisation, and of that only what is nominated to it. */
    OWN_NOMINATED,
    /** Only for the patient who calls, or whom the trusted gateway names. */
    SELF
}
