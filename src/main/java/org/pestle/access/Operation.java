package org.pestle.access;

/** Everything a caller can ask for, in the words of the interfaces (contract.md 2). */
public enum Operation {
    PREPARE,
    CREATE,
    CANCEL,
    RELEASE_NOMINATED,
    RELEASE_BY_ID,
    RETURN,
    NOTIFY_DISPENSE,
    WITHDRAW,
    CLAIM,
    TRACK,
    QUOTE,
    READ_CLAIM,
    READ_SCHEDULE,
    READ_REPORT
}
