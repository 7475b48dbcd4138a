package org.pestle.access;

import org.springframework.stereotype.Component;

/** The caller of the present request. */
@Component
public class CurrentCaller {
    /** Who calls, by the token. */
    public Caller get() {
        throw new IllegalStateException("no request is being answered");
    }
}
