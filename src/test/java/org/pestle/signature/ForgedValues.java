package org.pestle.signature;

import static org.pestle.signature.Specimen.CONTENT;
import static org.pestle.signature.Specimen.INVALID;
import static org.pestle.signature.Specimen.NO_MATCH;
import static org.pestle.signature.ZooCertificate.NOW;
import static org.pestle.signature.ZooCertificate.prescriber;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** RSA values that must not be believed: of another key, another padding, another digest, or made up. */
final class ForgedValues {
    private static final byte[] INFO = Specimen.signedInfo(CONTENT);
    private static final String SHA256_INFO = "3031300d060960864801650304020105000420";
    private static final String SHA1_INFO = "3021300906052b0e03021a05000414";
    private static final int LENGTH = 256;

    private ForgedValues() {}

    static List<Specimen> all() {
        byte[] right = Specimen.sign(INFO, ZooKeys.signer().getPrivate(), "SHA256withRSA");
        BigInteger modulus = key().getModulus();
        List<Specimen> all = new ArrayList<>(List.of(
                value(
                        "of another signer's key",
                        Specimen.sign(INFO, ZooKeys.otherSigner().getPrivate(), "SHA256withRSA")),
                value(
                        "of the authority's key",
                        Specimen.sign(INFO, ZooKeys.authority().getPrivate(), "SHA256withRSA")),
                value("of another digest: SHA-512", sign("SHA512withRSA")),
                value("of another digest: SHA-384", sign("SHA384withRSA")),
                value("of another digest: SHA-1", sign("SHA1withRSA")),
                value("of another digest: MD5", sign("MD5withRSA")),
                value("PSS", sign("RSASSA-PSS")),
                value("without the name of the digest", raw(padded(1, digest()))),
                value("one bit changed", flipped(right)),
                value("one byte short", Arrays.copyOf(right, LENGTH - 1)),
                value("one byte long", Arrays.copyOf(right, LENGTH + 1)),
                value("all zero", new byte[LENGTH]),
                value("one zero byte", new byte[1]),
                value("one", bytes(BigInteger.ONE)),
                value("the modulus", bytes(modulus)),
                value("the modulus less one", bytes(modulus.subtract(BigInteger.ONE))),
                value("the right value turned round", reversed(right)),
                value("the digest itself", digest())));
        all.addAll(paddings());
        SignedContent other = MadeContent.of(NOW, "Diamorphine 10mg tablets");
        byte[] otherInfo = Specimen.signedInfo(other);
        byte[] ofOther = Specimen.sign(otherInfo, ZooKeys.signer().getPrivate(), "SHA256withRSA");
        all.add(value("of another prescription", ofOther));
        all.add(Specimen.forged(
                "value and text of two prescriptions, presented as a third",
                CONTENT,
                Specimen.xml(otherInfo, right, prescriber().der()),
                INVALID,
                NO_MATCH));
        all.add(Specimen.forged(
                "certificate of another signer of the same name",
                CONTENT,
                Specimen.xml(
                        INFO,
                        right,
                        prescriber().key(ZooKeys.otherSigner().getPublic()).der()),
                INVALID));
        return all;
    }

    private static List<Specimen> paddings() {
        byte[] named = named(SHA256_INFO, digest());
        return List.of(
                value("padding of the other kind", raw(padded(2, named))),
                value("padding with another byte", raw(with(padded(1, named), block -> block[20] = 0x11))),
                value("padding that begins otherwise", raw(with(padded(1, named), block -> block[0] = 1))),
                value(
                        "padding that does not end",
                        raw(with(padded(1, named), block -> block[LENGTH - named.length - 1] = (byte) 0xff))),
                value("short padding, and rubbish at the end", raw(shortPadded(named, 8))),
                value("no padding, and rubbish at the end", raw(shortPadded(named, 0))),
                value("digest named SHA-1", raw(padded(1, named(SHA1_INFO, digest())))),
                value(
                        "rubbish in the parameters",
                        raw(padded(1, named("3035301106096086480165030402010504deadbeef0420", digest())))),
                value("a longer length", raw(padded(1, named("308131300d060960864801650304020105000420", digest())))),
                value("digest of another text", raw(padded(1, named(SHA256_INFO, new byte[32])))),
                value("digest cut short", raw(padded(1, named(SHA256_INFO, Arrays.copyOf(digest(), 31))))));
    }

    private static Specimen value(String name, byte[] value) {
        return Specimen.forged(
                "value " + name, CONTENT, Specimen.xml(INFO, value, prescriber().der()), INVALID);
    }

    private static byte[] sign(String algorithm) {
        if (!algorithm.equals("RSASSA-PSS")) {
            return Specimen.sign(INFO, ZooKeys.signer().getPrivate(), algorithm);
        }
        try {
            var signature = java.security.Signature.getInstance(algorithm);
            signature.setParameter(new java.security.spec.PSSParameterSpec(
                    "SHA-256", "MGF1", java.security.spec.MGF1ParameterSpec.SHA256, 32, 1));
            signature.initSign(ZooKeys.signer().getPrivate());
            signature.update(INFO);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static RSAPrivateKey key() {
        return (RSAPrivateKey) ZooKeys.signer().getPrivate();
    }

    private static byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(INFO);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static byte[] named(String name, byte[] digest) {
        return HexFormat.of().parseHex(name + HexFormat.of().formatHex(digest));
    }

    /** A block as PKCS #1 1.5 has it: 00, kind, FF…, 00, content. */
    private static byte[] padded(int kind, byte[] content) {
        byte[] block = new byte[LENGTH];
        Arrays.fill(block, (byte) 0xff);
        block[0] = 0;
        block[1] = (byte) kind;
        block[LENGTH - content.length - 1] = 0;
        System.arraycopy(content, 0, block, LENGTH - content.length, content.length);
        return block;
    }

    private static byte[] shortPadded(byte[] content, int padding) {
        byte[] block = new byte[LENGTH];
        Arrays.fill(block, (byte) 0x55);
        block[0] = 0;
        block[1] = 1;
        Arrays.fill(block, 2, 2 + padding, (byte) 0xff);
        block[2 + padding] = 0;
        System.arraycopy(content, 0, block, 3 + padding, content.length);
        return block;
    }

    /** What the private key makes of a block, whatever is in it. */
    private static byte[] raw(byte[] block) {
        BigInteger number = new BigInteger(1, block).mod(key().getModulus());
        return bytes(number.modPow(key().getPrivateExponent(), key().getModulus()));
    }

    private static byte[] bytes(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[LENGTH];
        int length = Math.min(signed.length, LENGTH);
        System.arraycopy(signed, signed.length - length, bytes, LENGTH - length, length);
        return bytes;
    }

    private static byte[] with(byte[] block, Consumer<byte[]> change) {
        change.accept(block);
        return block;
    }

    private static byte[] flipped(byte[] value) {
        return with(value.clone(), bytes -> bytes[100] ^= 4);
    }

    private static byte[] reversed(byte[] value) {
        byte[] reversed = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            reversed[i] = value[value.length - 1 - i];
        }
        return reversed;
    }
}
