package org.pestle.dispensing;

import org.pestle.signature.SignatureVerdict;

/** Checks the signature of a stored message once more, when it is to be handed out. */
interface StoredSignatures {
    /** What the check finds now. */
    SignatureVerdict check(OpenedMessage message);

    /** Whether it is certain that every check will find something out. */
    default boolean areCertain() {
        return true;
    }
}
