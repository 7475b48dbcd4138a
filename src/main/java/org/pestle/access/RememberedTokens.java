package org.pestle.access;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.util.ConcurrentLruCache;

/**
 * Remembers tokens that were found good, so that the signature of each is checked once and not at every call: a client
 * sends the same token for minutes, and the check was the largest single cost of a call. A token is forgotten as soon
 * as it has expired; one that was refused is never remembered.
 */
final class RememberedTokens implements JwtDecoder {
    private static final int MOST = 10_000;

    private final JwtDecoder decoder;
    private final JwtTimestampValidator inTime = new JwtTimestampValidator();
    private final ConcurrentLruCache<String, Jwt> good;

    RememberedTokens(JwtDecoder decoder) {
        this.decoder = decoder;
        this.good = new ConcurrentLruCache<>(MOST, decoder::decode);
    }

    @Override
    public Jwt decode(String token) {
        Jwt jwt = good.get(token);
        if (inTime.validate(jwt).hasErrors()) {
            good.remove(token);
            return decoder.decode(token);
        }
        return jwt;
    }
}
