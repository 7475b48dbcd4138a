package org.pestle.problems;

/** Whether sending a refused message again can help. */
public enum Retry {
    /** The same message will be refused again. */
    NEVER,
    /** The identical message with the same X-Request-ID gets the answer. */
    SAME_ID,
    /** The same message may succeed later. */
    LATER
}
