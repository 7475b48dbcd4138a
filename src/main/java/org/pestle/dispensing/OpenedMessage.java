package org.pestle.dispensing;

import java.util.List;
import org.pestle.signature.ReceivedSignature;
import org.pestle.signature.SignedContent;

/** A stored prescription message that has been read: once, for the check of its signature and for the answer. */
public interface OpenedMessage {
    /** What was signed. */
    SignedContent content();

    /** The signatures as received. */
    List<ReceivedSignature> signatures();
}
