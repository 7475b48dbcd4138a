package org.pestle.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every call needs a token and a row of {@link AccessTable}, except what is open by contract (contract.md 6): the start
 * page with its files, the pages that explain the interfaces, the keys of dispensing tokens, {@code metadata},
 * {@code _ping}, {@code _status}. Nothing is kept between calls.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class SecurityConfiguration {
    private static final String[] OPEN = {
        "/",
        "/assets/**",
        "/webjars/**",
        "/favicon.ico",
        "/help/**",
        "/.well-known/prescription-token-keys",
        "/developer",
        "/openapi.json",
        "/openapi.yaml",
        "/*/metadata",
        "/*/FHIR/R4/metadata",
        "/*/_ping",
        "/*/_status"
    };

    /** Health, metrics and info have a port of their own, by default on the loopback address only. */
    @Bean
    @Order(10)
    SecurityFilterChain management(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(100)
    SecurityFilterChain calls(
            HttpSecurity http,
            TokenClaims claims,
            JwtDecoder tokens,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers,
            ObjectProvider<AuthenticationEntryPoint> fhirUnknown,
            ObjectProvider<AccessDeniedHandler> fhirDenied,
            CurrentCaller callers,
            RefusedCallRecord record) {
        RefusedCalls otherwise = new RefusedCalls();
        AuthenticationEntryPoint ofFhirUnknown = fhirUnknown.getIfAvailable(() -> otherwise);
        AccessDeniedHandler ofFhirDenied = fhirDenied.getIfAvailable(() -> otherwise);
        AuthenticationEntryPoint unknown = (request, response, refusal) ->
                (isFhir(request) ? ofFhirUnknown : otherwise).commence(request, response, refusal);
        AccessDeniedHandler denied = (request, response, refusal) -> {
            record.add(request, callers.get(), refusal);
            (isFhir(request) ? ofFhirDenied : otherwise).handle(request, response, refusal);
        };
        return stateless(http)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .anyRequest()
                        .access(new PathAccess(controllers)))
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(new RememberedTokens(tokens))
                                .jwtAuthenticationConverter(new CallerReader(claims)))
                        .authenticationEntryPoint(unknown)
                        .accessDeniedHandler(denied))
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(unknown).accessDeniedHandler(denied))
                .build();
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable) // a bearer token is never sent by a browser on its own
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
    }

    private static boolean isFhir(HttpServletRequest request) {
        return FhirAddresses.contain(request.getRequestURI());
    }
}
