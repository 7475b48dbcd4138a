package org.pestle.signature;

import java.time.Instant;
import java.util.List;

/** Keeps what the authorities said about revocation: evidence, and what stands in while their service is away. */
interface RevocationArchive {
    /**
     * What an authority said.
     *
     * @param digest SHA-256 of the content
     * @param kind a list or an answer
     * @param series lists of one series replace each other: SHA-256 of authority, key and part
     * @param issuer who said it
     * @param content DER
     */
    record Evidence(
            byte[] digest,
            Kind kind,
            byte[] series,
            String issuer,
            Instant thisUpdate,
            Instant nextUpdate,
            byte[] content) {}

    /** Its form. */
    enum Kind {
        CRL,
        OCSP
    }

    /** Keeps it; once, however often it is fetched. */
    void keep(Evidence evidence, Instant now);

    /** The newest list of each series. */
    List<byte[]> newestLists();
}
