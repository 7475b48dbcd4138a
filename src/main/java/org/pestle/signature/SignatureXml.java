package org.pestle.signature;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XML signature of a prescription, read by the one grammar it may have (eps.md 7.1): SignedInfo, SignatureValue and
 * one X509Certificate, each once and in this order. No DTD, no entity, no comment, no other element or attribute, so
 * there is no place to wrap anything else in.
 *
 * @param signedInfo canonical bytes of the SignedInfo as received
 * @param signatureMethod its algorithm
 * @param value the signature value
 * @param certificate text of the certificate element, without white space
 */
record SignatureXml(byte[] signedInfo, String signatureMethod, byte[] value, String certificate) {
    static final String INVALID_FORMAT = "Invalid signature format";
    static final String MULTIPLE_CERTIFICATES = "Multiple certificates detected";

    private static final XMLInputFactory FACTORY = factory();

    /** Text that is not such a signature; the message says why in the words of eps.md 7.5. */
    static final class NotASignature extends Exception {
        private final String reason;

        NotASignature(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** Reads a signature. */
    static SignatureXml read(byte[] xml) throws NotASignature {
        try {
            XMLStreamReader reader =
                    FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml), StandardCharsets.UTF_8.name());
            return new Reading(reader).signature();
        } catch (XMLStreamException | IllegalArgumentException broken) {
            throw new NotASignature(INVALID_FORMAT);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** One pass over a signature. */
    private static final class Reading {
        private final XMLStreamReader reader;
        private final StringBuilder signedInfo = new StringBuilder(600);
        private boolean inSignedInfo;
        private String signatureMethod = "";

        Reading(XMLStreamReader reader) {
            this.reader = reader;
        }

        SignatureXml signature() throws XMLStreamException, NotASignature {
            expectStart("Signature", false);
            signedInfo();
            String value = textOf("SignatureValue");
            expectStart("KeyInfo", false);
            expectStart("X509Data", false);
            String certificate = textOf("X509Certificate");
            if (value.isEmpty() || certificate.isEmpty()) {
                throw new NotASignature(INVALID_FORMAT);
            }
            if (certificate.contains("-----")) {
                throw new NotASignature(MULTIPLE_CERTIFICATES);
            }
            int next = nextTag();
            if (next == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("X509Certificate")) {
                throw new NotASignature(MULTIPLE_CERTIFICATES);
            }
            require(next == XMLStreamConstants.END_ELEMENT);
            expectEnd();
            expectEnd();
            require(next() == XMLStreamConstants.END_DOCUMENT);
            return new SignatureXml(
                    signedInfo.toString().getBytes(StandardCharsets.UTF_8),
                    signatureMethod,
                    Base64.getDecoder().decode(value),
                    certificate);
        }

        /** The SignedInfo in canonical form: what may be written in two ways is written in one. */
        private void signedInfo() throws XMLStreamException, NotASignature {
            expectStart("SignedInfo", false);
            inSignedInfo = true;
            signedInfo
                    .append("<SignedInfo xmlns=\"")
                    .append(SignedInfo.NAMESPACE)
                    .append("\">");
            algorithm("CanonicalizationMethod");
            signatureMethod = algorithm("SignatureMethod");
            wrap("Reference");
            wrap("Transforms");
            algorithm("Transform");
            unwrap("Transforms");
            algorithm("DigestMethod");
            String digest = textOf("DigestValue");
            signedInfo.append("<DigestValue>").append(digest).append("</DigestValue>");
            unwrap("Reference");
            expectEnd();
            inSignedInfo = false;
            signedInfo.append("</SignedInfo>");
        }

        private void wrap(String element) throws XMLStreamException, NotASignature {
            expectStart(element, false);
            signedInfo.append('<').append(element).append('>');
        }

        private void unwrap(String element) throws XMLStreamException, NotASignature {
            expectEnd();
            signedInfo.append("</").append(element).append('>');
        }

        private String algorithm(String element) throws XMLStreamException, NotASignature {
            expectStart(element, true);
            String algorithm = reader.getAttributeValue(null, "Algorithm");
            require(algorithm != null && algorithm.matches("[!#-%'-;=?-~]+"));
            expectEnd();
            signedInfo
                    .append('<')
                    .append(element)
                    .append(" Algorithm=\"")
                    .append(algorithm)
                    .append("\"></")
                    .append(element)
                    .append('>');
            return algorithm;
        }

        /** The text of the next element, which is base64; white space, where it does not count, is removed. */
        private String textOf(String element) throws XMLStreamException, NotASignature {
            expectStart(element, false);
            String text = "";
            int event = next();
            if (event == XMLStreamConstants.CHARACTERS) {
                text = inSignedInfo ? reader.getText() : reader.getText().replaceAll("\\s", "");
                require(!inSignedInfo || text.matches("[A-Za-z0-9+/=]+"));
                event = next();
            }
            require(event == XMLStreamConstants.END_ELEMENT);
            return text;
        }

        private void expectStart(String element, boolean withAlgorithm) throws XMLStreamException, NotASignature {
            require(nextTag() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals(element)
                    && SignedInfo.NAMESPACE.equals(reader.getNamespaceURI())
                    && (reader.getPrefix() == null || reader.getPrefix().isEmpty())
                    && reader.getAttributeCount() == (withAlgorithm ? 1 : 0));
        }

        private void expectEnd() throws XMLStreamException, NotASignature {
            require(nextTag() == XMLStreamConstants.END_ELEMENT);
        }

        /** The next tag, over nothing but white space, which counts inside the SignedInfo. */
        private int nextTag() throws XMLStreamException, NotASignature {
            int event = next();
            while (!inSignedInfo
                    && (event == XMLStreamConstants.SPACE
                            || (event == XMLStreamConstants.CHARACTERS && reader.isWhiteSpace()))) {
                event = next();
            }
            return event;
        }

        private int next() throws XMLStreamException, NotASignature {
            require(reader.hasNext());
            return reader.next();
        }

        private static void require(boolean grammar) throws NotASignature {
            if (!grammar) {
                throw new NotASignature(INVALID_FORMAT);
            }
        }
    }
}
