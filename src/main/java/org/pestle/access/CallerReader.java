package org.pestle.access;

import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Reads the caller from the claims of a token. */
final class CallerReader implements Converter<Jwt, CallerToken> {
    private final TokenClaims claims;

    CallerReader(TokenClaims claims) {
        this.claims = claims;
    }

    /**
     * Reads it.
     *
     * @throws InvalidBearerTokenException if the token lacks a claim that every caller has
     */
    @Override
    public CallerToken convert(Jwt token) {
        Role role = Role.of(required(token, claims.role()))
                .orElseThrow(() -> new InvalidBearerTokenException("the token names no role of this service"));
        String organisation = required(token, claims.organisation());
        if (!OdsCode.isRight(organisation)) {
            throw new InvalidBearerTokenException("the token names no organisation");
        }
        return new CallerToken(new Caller(
                required(token, claims.client()),
                token.getClaimAsString(claims.user()),
                token.getClaimAsString(claims.roleProfile()),
                role,
                OdsCode.parse(organisation)));
    }

    private static String required(Jwt token, String claim) {
        @Nullable String value = token.getClaimAsString(claim);
        if (value == null || value.isBlank()) {
            throw new InvalidBearerTokenException("the token lacks the claim " + claim);
        }
        return value;
    }
}
