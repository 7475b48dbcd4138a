package org.pestle.sandbox;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.pestle.access.TokenClaims;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The sandbox's own token issuer: every persona gets a token for its name. Tokens keep real time, not business time.
 */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class TokenConfiguration {
    private static final String AUDIENCE = "pestle";
    private static final Duration TOKENS_LAST = Duration.ofHours(12);

    @Bean
    JWKSet signingKeys(SandboxSettings settings) {
        return SigningKey.keptIn(settings.home().resolve("token-key.json"));
    }

    @Bean
    JWKSource<SecurityContext> signingKeySource(JWKSet signingKeys) {
        return new ImmutableJWKSet<>(signingKeys);
    }

    @Bean
    RegisteredClientRepository personaClients() {
        return new InMemoryRegisteredClientRepository(
                Personas.all().stream().map(TokenConfiguration::client).toList());
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        return AuthorizationServerSettings.builder().build();
    }

    @Bean
    OAuth2AuthorizationService forgetfulAuthorizations() {
        return new ForgetfulAuthorizations();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> personaClaims(TokenClaims names) {
        return context -> Personas.named(context.getRegisteredClient().getClientId())
                .ifPresent(persona -> addClaims(context, persona, names));
    }

    @Bean
    JwtDecoder sandboxTokens(JWKSource<SecurityContext> signingKeySource) {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSource(signingKeySource).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(AUDIENCE))));
        return decoder;
    }

    @Bean
    @Order(20)
    SecurityFilterChain tokenIssuer(HttpSecurity http) {
        return http.securityMatcher("/oauth2/**", "/.well-known/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .oauth2AuthorizationServer(server -> {})
                .authorizeHttpRequests(requests -> requests.requestMatchers("/.well-known/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    @Order(30)
    SecurityFilterChain sandbox(HttpSecurity http) {
        return http.securityMatcher("/sandbox/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((authentication, context) ->
                                new AuthorizationDecision(comesFromThisMachine(context.getRequest()))))
                .build();
    }

    private static void addClaims(JwtEncodingContext context, Persona persona, TokenClaims names) {
        context.getClaims()
                .subject(persona.userId() == null ? persona.name() : persona.userId())
                .audience(List.of(AUDIENCE))
                .claim(names.client(), persona.name())
                .claim("kind", persona.isUser() ? "user" : "application")
                .claim(names.role(), persona.role().claim())
                .claim(names.organisation(), persona.organisation().value());
        if (persona.userId() != null) {
            context.getClaims().claim(names.user(), persona.userId());
        }
        if (persona.roleProfileId() != null) {
            context.getClaims().claim(names.roleProfile(), persona.roleProfileId());
        }
    }

    private static RegisteredClient client(Persona persona) {
        return RegisteredClient.withId(persona.name())
                .clientId(persona.name())
                .clientSecret("{noop}" + persona.name())
                .clientName(persona.description())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKENS_LAST)
                        .build())
                .build();
    }

    private static boolean comesFromThisMachine(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
