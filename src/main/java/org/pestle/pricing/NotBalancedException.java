package org.pestle.pricing;

/** What a pricing run made is not what it was given. Nothing of it may leave. */
public final class NotBalancedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotBalancedException(String what) {
        super(what);
    }
}
