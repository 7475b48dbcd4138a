package org.pestle.access;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who made the call that this thread answers. */
@Component
public class CurrentCaller {
    /**
     * The caller, as the token of this call names it.
     *
     * @throws AuthenticationCredentialsNotFoundException if the call came without a token
     */
    public Caller get() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new AuthenticationCredentialsNotFoundException("the call has no token");
    }
}
