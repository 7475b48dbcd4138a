package org.pestle.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which claims of a token say what; each token issuer has its own words (contract.md 3).
 *
 * @param client the client the token was given to
 * @param user SDS user id; absent for a system
 * @param roleProfile SDS role profile id; absent for a system
 * @param role one of the words of {@link Role}
 * @param organisation code of the caller's organisation
 */
@ConfigurationProperties("pestle.access.claims")
public record TokenClaims(
        @DefaultValue("client_id") String client,
        @DefaultValue("user_id") String user,
        @DefaultValue("role_profile_id") String roleProfile,
        @DefaultValue("role") String role,
        @DefaultValue("organisation") String organisation) {}
