package org.pestle.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RememberedTokensTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FAR_AHEAD = Instant.parse("2126-01-01T00:00:00Z");

    private final AtomicInteger checks = new AtomicInteger();

    @Test
    void checks_a_good_token_once() {
        RememberedTokens tokens = new RememberedTokens(token -> checked(token, FAR_AHEAD));

        assertThat(tokens.decode("good")).isEqualTo(tokens.decode("good"));

        assertThat(checks).hasValue(1);
    }

    @Test
    void asks_again_about_a_token_that_has_expired_since() {
        RememberedTokens tokens = new RememberedTokens(token -> {
            if (checks.get() > 0) {
                throw new BadJwtException("expired");
            }
            return checked(token, LONG_AGO);
        });

        assertThatThrownBy(() -> tokens.decode("old")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void never_remembers_a_refusal() {
        RememberedTokens tokens = new RememberedTokens(token -> {
            checks.incrementAndGet();
            throw new BadJwtException("forged");
        });

        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThat(checks).hasValue(2);
    }

    private Jwt checked(String token, Instant expiresAt) {
        checks.incrementAndGet();
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .claim("role", "prescriber")
                .issuedAt(expiresAt.minusSeconds(300))
                .expiresAt(expiresAt)
                .build();
    }
}
