package org.pestle.pricing;

/** What a pricing run made is not what it was given, or a paper is not what was posted. Nothing of it may leave. */
public final class NotBalancedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** In a sentence what differs, with nothing personal in it. */
    public NotBalancedException(String what) {
        super(what);
    }
}
