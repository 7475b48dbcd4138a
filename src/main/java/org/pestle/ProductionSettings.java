package org.pestle;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Refuses to start in production with a setting that is missing or unsafe, and names every one of them at once. Nothing
 * there falls back to what the sandbox has.
 */
public final class ProductionSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final List<String> REQUIRED = List.of(
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "spring.flyway.url",
            "spring.flyway.user",
            "spring.flyway.password",
            "spring.security.oauth2.resourceserver.jwt.issuer-uri",
            "spring.security.oauth2.resourceserver.jwt.audiences",
            "pestle.signature.trusted-certificates",
            "pestle.dispensing.token-keys",
            "pestle.routing.pds-url",
            "pestle.routing.ods-url");

    private static final List<String> ADDRESSES = List.of(
            "spring.security.oauth2.resourceserver.jwt.issuer-uri",
            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
            "pestle.routing.pds-url",
            "pestle.routing.ods-url");

    private static final String REVOCATION_LISTS = "pestle.signature.revocation-lists";
    private static final int SMALLEST_KEY = 2048;
    private static final Duration LONGEST_GRACE = Duration.ofHours(12);

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.acceptsProfiles(Profiles.of("production"))) {
            List<String> faults = faults(environment);
            if (!faults.isEmpty()) {
                throw new UnsafeSettings(faults);
            }
        }
    }

    private static List<String> faults(Environment environment) {
        List<String> faults = new ArrayList<>();
        if (environment.acceptsProfiles(Profiles.of("sandbox"))) {
            faults.add("spring.profiles.active: production and sandbox exclude each other");
        }
        for (String name : REQUIRED) {
            if (environment.getProperty(name, "").isBlank()
                    && environment.getProperty(name + "[0]", "").isBlank()) {
                faults.add(name + ": is missing");
            }
        }
        addSignatureFaults(environment, faults);
        for (String name : ADDRESSES) {
            String address = environment.getProperty(name, "");
            if (!address.isBlank() && !isSafe(address)) {
                faults.add(name + ": must be an https address");
            }
        }
        String user = environment.getProperty("spring.datasource.username", "");
        if (user.equals("postgres")) {
            faults.add("spring.datasource.username: must not be the superuser");
        }
        if (!user.isEmpty() && user.equals(environment.getProperty("spring.flyway.user"))) {
            faults.add("spring.datasource.username: must not be the owner of the database, who could change history");
        }
        for (String name : List.of("spring.datasource.url", "spring.flyway.url")) {
            String url = environment.getProperty(name, "");
            if (!url.isBlank() && !isSafeDatabase(url)) {
                faults.add(name + ": must be a PostgreSQL address with sslmode=verify-full (or verify-ca)");
            }
        }
        return faults;
    }

    /** What would let pass a signature that should not: revocation that is not looked at, or looser rules. */
    private static void addSignatureFaults(Environment environment, List<String> faults) {
        boolean lists = !environment.getProperty(REVOCATION_LISTS, "").isBlank()
                || !environment.getProperty(REVOCATION_LISTS + "[0]", "").isBlank();
        if (!lists
                && environment
                        .getProperty("pestle.signature.ocsp-responder", "")
                        .isBlank()) {
            faults.add(REVOCATION_LISTS + ": is missing, and pestle.signature.ocsp-responder too");
        }
        if (environment.getProperty("pestle.signature.smallest-key", Integer.class, SMALLEST_KEY) < SMALLEST_KEY) {
            faults.add("pestle.signature.smallest-key: must not be below " + SMALLEST_KEY + " bits");
        }
        Duration grace = environment.getProperty("pestle.signature.revocation-grace", Duration.class, LONGEST_GRACE);
        if (grace.compareTo(LONGEST_GRACE) > 0) {
            faults.add("pestle.signature.revocation-grace: must not be longer than 12 hours");
        }
        if (!environment.getProperty("pestle.access.reject-identity-mismatch", Boolean.class, true)) {
            faults.add("pestle.access.reject-identity-mismatch: must not be switched off");
        }
    }

    private static boolean isSafe(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static boolean isSafeDatabase(String url) {
        return url.startsWith("jdbc:postgresql:")
                && (url.matches(".*[?&]sslmode=verify-(full|ca)(&.*)?")
                        || LOOPBACK.stream()
                                .anyMatch(host -> url.startsWith("jdbc:postgresql://" + host + ":")
                                        || url.startsWith("jdbc:postgresql://" + host + "/")));
    }
}
