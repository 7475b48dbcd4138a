package org.pestle.dispensing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pestle.signature.ReceivedSignature;
import org.pestle.signature.SignedContent;

/** A stored message into which nobody looks: its bytes, in some tests the id of its prescription. */
record UnopenedMessage(byte[] bytes) implements OpenedMessage {
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public SignedContent content() {
        throw new AssertionError("nobody looks into it");
    }

    @Override
    public List<ReceivedSignature> signatures() {
        throw new AssertionError("nobody looks into it");
    }
}
