package org.pestle.signature;

import static org.pestle.signature.Specimen.CONTENT;
import static org.pestle.signature.Specimen.FORMAT;
import static org.pestle.signature.Specimen.INVALID;
import static org.pestle.signature.Specimen.NOT_ALLOWED;
import static org.pestle.signature.Specimen.NO_MATCH;
import static org.pestle.signature.Specimen.SEVERAL;
import static org.pestle.signature.Specimen.changed;
import static org.pestle.signature.ZooCertificate.NOW;
import static org.pestle.signature.ZooCertificate.prescriber;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** XML signatures that must not be believed: wrapped, doubled, disguised, of another algorithm or another text. */
final class ForgedSignatures {
    private static final String OPEN = "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">";
    private static final String XML = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private static final String RSA = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    private ForgedSignatures() {}

    static List<Specimen> all() {
        List<Specimen> all = new ArrayList<>();
        all.addAll(wrapped());
        all.addAll(doubled());
        all.addAll(missing());
        all.addAll(references());
        all.addAll(algorithms());
        all.addAll(disguised());
        all.addAll(encodings());
        all.addAll(otherTexts());
        all.addAll(ForgedValues.all());
        return all;
    }

    private static List<Specimen> wrapped() {
        String forgedInfo = new String(
                Specimen.signedInfo(MadeContent.of(NOW, "Diamorphine 10mg tablets")), StandardCharsets.UTF_8);
        return List.of(
                changed("wrapped in another element", s -> "<Wrapped>" + s + "</Wrapped>", FORMAT),
                changed("wrapped in another signature", s -> OPEN + s + "</Signature>", FORMAT),
                changed("an object before the SignedInfo", s -> s.replace(OPEN, OPEN + "<Object/>"), FORMAT),
                changed(
                        "an object before the value",
                        s -> s.replace("<SignatureValue>", "<Object/><SignatureValue>"),
                        FORMAT),
                changed("an object at the end", s -> s.replace("</KeyInfo>", "</KeyInfo><Object>x</Object>"), FORMAT),
                changed(
                        "the real signature in an object of the forged one",
                        s -> s.replace("</KeyInfo>", "</KeyInfo><Object>" + s + "</Object>"),
                        FORMAT),
                changed(
                        "the real SignedInfo in an object, a forged one in its place",
                        s -> s.replace(info(s), forgedInfo)
                                .replace("</KeyInfo>", "</KeyInfo><Object>" + info(s) + "</Object>"),
                        FORMAT),
                changed("a forged SignedInfo in its place", s -> s.replace(info(s), forgedInfo), INVALID, NO_MATCH),
                changed(
                        "the SignedInfo in the reference",
                        s -> s.replace("<Reference>", "<Reference>" + info(s)),
                        FORMAT),
                changed(
                        "a manifest beside the reference",
                        s -> s.replace("<Reference>", "<Manifest/><Reference>"),
                        FORMAT));
    }

    private static List<Specimen> doubled() {
        return List.of(
                changed("two signatures", s -> s + s, FORMAT),
                changed("two SignedInfo, the forged one first", s -> s.replace(OPEN, OPEN + "<SignedInfo/>"), FORMAT),
                changed("two SignedInfo", s -> s.replace("<SignatureValue>", info(s) + "<SignatureValue>"), FORMAT),
                changed(
                        "two values",
                        s -> s.replace("<KeyInfo>", "<SignatureValue>eA==</SignatureValue><KeyInfo>"),
                        FORMAT),
                changed("two KeyInfo", s -> s.replace("<KeyInfo>", "<KeyInfo/><KeyInfo>"), FORMAT),
                changed("two X509Data", s -> s.replace("</X509Data>", "</X509Data><X509Data/>"), FORMAT),
                changed(
                        "two certificates, the other one last",
                        s -> s.replace("</X509Data>", "<X509Certificate>eA==</X509Certificate></X509Data>"),
                        SEVERAL),
                changed(
                        "two certificates in armour",
                        s -> s.replace("<X509Certificate>", "<X509Certificate>-----BEGIN CERTIFICATE-----"),
                        SEVERAL),
                changed(
                        "two digests",
                        s -> s.replace("</Reference>", "<DigestValue>eA==</DigestValue></Reference>"),
                        FORMAT),
                changed(
                        "two references",
                        s -> s.replace("</Reference>", "</Reference><Reference></Reference>"),
                        FORMAT),
                changed(
                        "two signature methods",
                        s -> s.replace("<Reference>", "<SignatureMethod Algorithm=\"" + RSA + "\"/><Reference>"),
                        FORMAT));
    }

    private static List<Specimen> missing() {
        return List.of(
                changed("no SignedInfo", s -> s.replace(info(s), ""), FORMAT),
                changed("no value", s -> s.replaceFirst("<SignatureValue>.*</SignatureValue>", ""), FORMAT),
                changed(
                        "an empty value",
                        s -> s.replaceFirst("(<SignatureValue>).*(</SignatureValue>)", "$1$2"),
                        FORMAT),
                changed("no KeyInfo", s -> s.replaceFirst("<KeyInfo>.*</KeyInfo>", ""), FORMAT),
                changed(
                        "an empty certificate",
                        s -> s.replaceFirst("(<X509Certificate>).*(</X509Certificate>)", "$1$2"),
                        FORMAT),
                changed(
                        "a key by its name",
                        s -> s.replaceFirst("<X509Data>.*</X509Data>", "<KeyName>prescriber</KeyName>"),
                        FORMAT),
                changed(
                        "a key beside the certificate",
                        s -> s.replace("<X509Data>", "<KeyValue><RSAKeyValue/></KeyValue><X509Data>"),
                        FORMAT),
                changed(
                        "a key to be fetched",
                        s -> s.replace("<X509Data>", "<RetrievalMethod URI=\"http://x.example\"/><X509Data>"),
                        FORMAT),
                changed(
                        "issuer and serial before the certificate",
                        s -> s.replace("<X509Certificate>", "<X509IssuerSerial/><X509Certificate>"),
                        FORMAT),
                changed(
                        "a revocation list of its own",
                        s -> s.replace("</X509Data>", "<X509CRL>eA==</X509CRL></X509Data>"),
                        FORMAT),
                changed("key before value", ForgedSignatures::turned, FORMAT),
                changed("nothing", s -> "", FORMAT),
                changed("an empty signature", s -> OPEN + "</Signature>", FORMAT),
                changed("no XML", s -> "signed: Dr Ada Example", FORMAT));
    }

    private static String turned(String s) {
        String key = s.substring(s.indexOf("<KeyInfo>"), s.indexOf("</Signature>"));
        return s.replace(key, "").replace("<SignatureValue>", key + "<SignatureValue>");
    }

    private static List<Specimen> references() {
        String transform = "<Transform Algorithm=\"" + XML + "\"></Transform>";
        Map<String, String> transforms = new TreeMap<>(Map.of(
                "XSLT", "http://www.w3.org/TR/1999/REC-xslt-19991116",
                "XPath", "http://www.w3.org/TR/1999/REC-xpath-19991116",
                "XPath filter", "http://www.w3.org/2002/06/xmldsig-filter2",
                "enveloped", "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
                "base64", "http://www.w3.org/2000/09/xmldsig#base64",
                "inclusive", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"));
        List<Specimen> all = new ArrayList<>(List.of(
                changed("a reference to everything", s -> s.replace("<Reference>", "<Reference URI=\"\">"), FORMAT),
                changed("a reference to an element", s -> s.replace("<Reference>", "<Reference URI=\"#x\">"), FORMAT),
                changed(
                        "a reference to an address",
                        s -> s.replace("<Reference>", "<Reference URI=\"http://x\">"),
                        FORMAT),
                changed("a reference with an id", s -> s.replace("<Reference>", "<Reference Id=\"x\">"), FORMAT),
                changed("a signature with an id", s -> s.replace("<Signature ", "<Signature Id=\"x\" "), FORMAT),
                changed("no transforms", s -> s.replace("<Transforms>" + transform + "</Transforms>", ""), FORMAT),
                changed("empty transforms", s -> s.replace(transform, ""), FORMAT),
                changed("the transform twice", s -> s.replace(transform, transform + transform), FORMAT),
                changed(
                        "a transform with content",
                        s -> s.replace(transform, transform.replace("></", "><XPath>1=2</XPath></")),
                        FORMAT)));
        transforms.forEach((name, algorithm) -> all.add(changed(
                "transform " + name, s -> s.replace(transform, transform.replace(XML, algorithm)), INVALID, NO_MATCH)));
        return all;
    }

    private static List<Specimen> algorithms() {
        List<Specimen> all = new ArrayList<>();
        String canonical = "<CanonicalizationMethod Algorithm=\"" + XML;
        Map<String, String> methods = new TreeMap<>(Map.of(
                "HMAC", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
                "HMAC with SHA-1", "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
                "none", "none",
                "MD5", "http://www.w3.org/2001/04/xmldsig-more#rsa-md5",
                "SHA-1", "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
                "SHA-512", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
                "PSS", "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
                "DSA", "http://www.w3.org/2000/09/xmldsig#dsa-sha1",
                "ECDSA", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
                "upper case", RSA.toUpperCase(java.util.Locale.ROOT)));
        methods.forEach((name, method) -> all.add(
                changed("signature method " + name, s -> s.replace(RSA, method), INVALID, NO_MATCH, NOT_ALLOWED)));
        all.add(changed(
                "digest method SHA-1",
                s -> s.replace(SHA256, "http://www.w3.org/2000/09/xmldsig#sha1"),
                INVALID,
                NO_MATCH));
        all.add(changed(
                "digest method SHA-512",
                s -> s.replace(SHA256, "http://www.w3.org/2001/04/xmlenc#sha512"),
                INVALID,
                NO_MATCH));
        all.add(changed(
                "canonical form with comments",
                s -> s.replace(canonical, canonical + "WithComments"),
                INVALID,
                NO_MATCH));
        all.add(changed(
                "prefixes of the canonical form",
                s -> s.replace("</CanonicalizationMethod>", "<InclusiveNamespaces/></CanonicalizationMethod>"),
                FORMAT));
        all.add(changed(
                "a shorter output",
                s -> s.replace("</SignatureMethod>", "<HMACOutputLength>1</HMACOutputLength></SignatureMethod>"),
                FORMAT));
        byte[] info = SignedInfo.over(SignedText.of(CONTENT), SignatureAlgorithm.RS1);
        all.add(Specimen.forged(
                "SHA-1 of a client that may not",
                CONTENT,
                Specimen.xml(
                        info,
                        Specimen.sign(info, ZooKeys.signer().getPrivate(), "SHA1withRSA"),
                        prescriber().der()),
                NOT_ALLOWED));
        return all;
    }

    private static List<Specimen> disguised() {
        String entity = "<!DOCTYPE Signature [<!ENTITY a 'x'>]>";
        return List.of(
                changed("an entity", s -> entity + s.replace("<DigestValue>", "<DigestValue>&a;"), FORMAT),
                changed("an entity that is not used", s -> entity + s, FORMAT),
                changed(
                        "an entity from a file",
                        s -> "<!DOCTYPE Signature [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" + s,
                        FORMAT),
                changed(
                        "entities of entities",
                        s -> "<!DOCTYPE S [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;'>]>"
                                + s.replace("<DigestValue>", "<DigestValue>&c;"),
                        FORMAT),
                changed(
                        "a parameter entity",
                        s -> "<!DOCTYPE S [<!ENTITY % a SYSTEM 'http://x.example/a.dtd'>%a;]>" + s,
                        FORMAT),
                changed("a document type", s -> "<!DOCTYPE Signature SYSTEM 'http://x.example/a.dtd'>" + s, FORMAT),
                changed(
                        "an entity that nobody declared",
                        s -> s.replace("<DigestValue>", "<DigestValue>&nbsp;"),
                        FORMAT),
                changed("a comment in the digest", s -> s.replace("</DigestValue>", "<!-- --></DigestValue>"), FORMAT),
                changed("a comment in the SignedInfo", s -> s.replace("<Reference>", "<!-- --><Reference>"), FORMAT),
                changed(
                        "a comment in the value",
                        s -> s.replace("</SignatureValue>", "<!-- x --></SignatureValue>"),
                        FORMAT),
                changed(
                        "a comment in the certificate",
                        s -> s.replace("<X509Certificate>", "<X509Certificate><!---->"),
                        FORMAT),
                changed("a comment at the end", s -> s + "<!-- -->", FORMAT),
                changed(
                        "an instruction in the SignedInfo",
                        s -> s.replace("<Reference>", "<?x y?><Reference>"),
                        FORMAT),
                changed("an instruction before it", s -> "<?x y?>" + s, FORMAT),
                changed("a blank in the SignedInfo", s -> s.replace("<Reference>", " <Reference>"), FORMAT),
                changed("a blank in the digest", s -> s.replace("<DigestValue>", "<DigestValue> "), FORMAT),
                changed("text between elements", s -> s.replace("<KeyInfo>", "x<KeyInfo>"), FORMAT),
                changed("marked text between elements", s -> s.replace("<KeyInfo>", "<![CDATA[x]]><KeyInfo>"), FORMAT),
                changed(
                        "an attribute on the SignedInfo",
                        s -> s.replace("<SignedInfo", "<SignedInfo Id=\"a\""),
                        FORMAT),
                changed("a language", s -> s.replace("<SignedInfo", "<SignedInfo xml:lang=\"cy\""), FORMAT),
                changed(
                        "an algorithm and something else",
                        s -> s.replace("<SignatureMethod ", "<SignatureMethod x=\"y\" "),
                        FORMAT));
    }

    private static List<Specimen> encodings() {
        String right = new String(Specimen.ordinary(), StandardCharsets.UTF_8);
        return List.of(
                changed("no namespace", s -> s.replaceAll(" xmlns=\"[^\"]*\"", ""), FORMAT),
                changed("another namespace", s -> s.replace("2000/09/xmldsig#\">", "2009/xmldsig11#\">"), FORMAT),
                changed(
                        "a prefix",
                        s -> s.replaceAll("<(/?)([A-Z])", "<$1ds:$2").replace("xmlns=", "xmlns:ds="),
                        FORMAT),
                changed("a prefix within", s -> s.replace("<Reference>", "<d:Reference xmlns:d=\"x\">"), FORMAT),
                changed("lower case", s -> s.replace("SignedInfo", "signedInfo"), FORMAT),
                changed("an element not closed", s -> s.replace("</KeyInfo>", ""), FORMAT),
                changed("text at the end", s -> s + "x", FORMAT),
                changed("NUL at the end", s -> s + "\0", FORMAT),
                changed("a value that is no base64", s -> s.replace("<SignatureValue>", "<SignatureValue>*"), FORMAT),
                changed("a digest that is no base64", s -> s.replace("<DigestValue>", "<DigestValue>*"), FORMAT),
                changed("an algorithm with a blank", s -> s.replace(RSA, RSA + " "), FORMAT),
                changed("an algorithm that is empty", s -> s.replace(RSA, ""), FORMAT),
                inCharset("UTF-16", right, StandardCharsets.UTF_16),
                inCharset("UTF-16 without a mark", right, StandardCharsets.UTF_16LE),
                Specimen.forged("not UTF-8", CONTENT, notUtf8(right), FORMAT));
    }

    private static Specimen inCharset(String name, String right, Charset charset) {
        return Specimen.forged(name, CONTENT, right.getBytes(charset), FORMAT);
    }

    private static byte[] notUtf8(String right) {
        return right.replace("</DigestValue>", "\u00ff</DigestValue>").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Specimen> otherTexts() {
        UUID other = UUID.fromString("30ba5fb5-cb58-462c-923e-22d180b09356");
        var agent = MadeContent.agent("555254242105", "A83008");
        var patient = MadeContent.patient("O'Made & Co");
        var item = MadeContent.item("Amlodipine 5mg tablets");
        UUID id = MadeContent.LONG_ID;
        Map<String, SignedContent> texts = new TreeMap<>(Map.of(
                "another medicine", MadeContent.of(NOW, "Diamorphine 10mg tablets"),
                "a second later", MadeContent.of(NOW.plusSeconds(1), "Amlodipine 5mg tablets"),
                "another prescription", MadeContent.of(NOW, other, agent, patient, List.of(item)),
                "another role", MadeContent.of(NOW, id, MadeContent.agent("1", "A83008"), patient, List.of(item)),
                "another practice",
                        MadeContent.of(NOW, id, MadeContent.agent("555254242105", "B1"), patient, List.of(item)),
                "another patient", MadeContent.of(NOW, id, agent, MadeContent.patient("Other"), List.of(item)),
                "another quantity", of(MadeContent.item("Amlodipine 5mg tablets", "280", "One each morning")),
                "a quantity in other digits",
                        of(MadeContent.item("Amlodipine 5mg tablets", "28.0", "One each morning")),
                "another dosage", of(MadeContent.item("Amlodipine 5mg tablets", "28", "Ten each morning")),
                "an item twice", MadeContent.of(NOW, id, agent, patient, List.of(item, item))));
        List<Specimen> all = new ArrayList<>();
        texts.forEach(
                (name, content) -> all.add(Specimen.forged("signed was " + name, CONTENT, signed(content), NO_MATCH)));
        return all;
    }

    private static SignedContent of(SignedContent.Item item) {
        return MadeContent.of(
                NOW,
                MadeContent.LONG_ID,
                MadeContent.agent("555254242105", "A83008"),
                MadeContent.patient("O'Made & Co"),
                List.of(item));
    }

    private static byte[] signed(SignedContent content) {
        return Specimen.xml(content, prescriber().der(), ZooKeys.signer().getPrivate(), "SHA256withRSA");
    }

    private static String info(String signature) {
        int end = signature.indexOf("</SignedInfo>") + "</SignedInfo>".length();
        return signature.substring(signature.indexOf("<SignedInfo"), end);
    }
}
