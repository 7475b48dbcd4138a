package org.pestle.sandbox;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where tokens come from and how they are checked, at the addresses at which suppliers of health systems look. */
@RestController
@Profile("sandbox")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class KeyController {
    private final JWKSet keys;

    KeyController(JWKSet signingKeys) {
        this.keys = signingKeys;
    }

    /** Public keys only. */
    @GetMapping({"/.well-known/jwks", "/.well-known/jwks.json"})
    Map<String, Object> keys() {
        return keys.toPublicJWKSet().toJSONObject();
    }

    @GetMapping("/.well-known/smart-configuration")
    Map<String, Object> smartConfiguration() {
        String issuer =
                ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
        return Map.of(
                "issuer",
                issuer,
                "token_endpoint",
                issuer + "/oauth2/token",
                "jwks_uri",
                issuer + "/oauth2/jwks",
                "grant_types_supported",
                List.of("client_credentials"),
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic"),
                "capabilities",
                List.of("client-confidential-symmetric"));
    }
}
