package org.pestle.access;

import org.springframework.security.access.AccessDeniedException;

/** The caller may not do this, or not for this organisation. */
public final class OperationDeniedException extends AccessDeniedException {
    private static final long serialVersionUID = 1L;

    private final Operation operation;

    OperationDeniedException(Operation operation, String message) {
        super(message);
        this.operation = operation;
    }

    /** What it asked for. */
    public Operation operation() {
        return operation;
    }
}
