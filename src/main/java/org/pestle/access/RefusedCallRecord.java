package org.pestle.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.access.AccessDeniedException;

/** Where calls are recorded whose callers may not do what they asked for; the module that keeps the record does it. */
public interface RefusedCallRecord {
    /**
     * Records one, after the transaction of the call, if it had one, has come to nothing.
     *
     * @param refusal an {@link OperationDeniedException} where it is known what was asked for
     */
    void add(HttpServletRequest call, Caller caller, AccessDeniedException refusal);
}
