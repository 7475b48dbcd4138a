package org.pestle.signature;

/**
 * A signature as it came with a prescription.
 *
 * @param data the decoded bytes of {@code Provenance.signature.data}
 */
public record ReceivedSignature(SignatureFormat format, byte[] data) {}
