package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.sandbox.DatabaseAccess;
import org.pestle.sandbox.EmbeddedPostgres;
import org.pestle.testing.Database;
import org.pestle.testing.Service;
import org.springframework.context.ConfigurableApplicationContext;

/** Production takes everything from settings, and has nothing of the sandbox. */
class ProductionTest {
    @TempDir
    private Path home;

    @Test
    void one_message_names_every_missing_setting() {
        assertThatThrownBy(() -> start(List.of()))
                .isInstanceOf(UnsafeSettings.class)
                .hasMessageContainingAll(
                        "spring.datasource.url: is missing",
                        "spring.datasource.username: is missing",
                        "spring.datasource.password: is missing",
                        "spring.flyway.url: is missing",
                        "spring.flyway.user: is missing",
                        "spring.flyway.password: is missing",
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri: is missing",
                        "spring.security.oauth2.resourceserver.jwt.audiences: is missing",
                        "pestle.signature.trusted-certificates: is missing",
                        "pestle.signature.revocation-lists: is missing",
                        "pestle.dispensing.token-keys: is missing",
                        "pestle.routing.pds-url: is missing",
                        "pestle.routing.ods-url: is missing");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            spring.profiles.active     | production,sandbox             | exclude each other
            spring.datasource.username | postgres                       | must not be the superuser
            spring.datasource.username | pestle_owner                   | must not be the owner
            spring.datasource.url      | jdbc:postgresql://db/p         | sslmode=verify-full
            spring.datasource.url      | jdbc:postgresql://db/p?sslmode=require | sslmode=verify-full
            spring.datasource.url      | jdbc:h2:mem:p                  | PostgreSQL
            spring.security.oauth2.resourceserver.jwt.issuer-uri | http://issuer.example | must be an https address
            pestle.signature.revocation-lists |                         | is missing, and pestle.signature.ocsp-responder too
            pestle.signature.smallest-key | 1024                        | must not be below 2048 bits
            pestle.signature.revocation-grace | P1D                     | must not be longer than 12 hours
            pestle.access.reject-identity-mismatch | false              | must not be switched off
            pestle.routing.pds-url     | http://pds.example             | must be an https address
            pestle.routing.ods-url     | nonsense                       | must be an https address
            """)
    void an_unsafe_setting_stops_the_start(String name, @Nullable String value, String complaint) {
        List<String> settings = new ArrayList<>(complete(
                new DatabaseAccess("jdbc:postgresql://db.example/pestle?sslmode=verify-full", "pestle_app", "secret")));
        settings.removeIf(setting -> setting.startsWith("--" + name + "="));
        settings.add("--" + name + "=" + (value == null ? "" : value));

        assertThatThrownBy(() -> start(settings))
                .isInstanceOf(UnsafeSettings.class)
                .hasMessageContaining(name + ": ")
                .hasMessageContaining(complaint);
    }

    @Test
    void has_nothing_of_the_sandbox() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, Database.cache(), java.util.Map.of())) {
            List<String> settings = new ArrayList<>(complete(postgres.application()));
            settings.removeIf(setting -> setting.startsWith("--spring.flyway."));
            settings.add("--spring.flyway.url=" + postgres.owner().url());
            settings.add("--spring.flyway.user=" + postgres.owner().user());
            settings.add("--spring.flyway.password=" + postgres.owner().password());
            try (ConfigurableApplicationContext context = start(settings)) {
                assertThat(Stream.of(context.getBeanDefinitionNames())
                                .map(context::getType)
                                .filter(type -> type != null
                                        && type.getName()
                                                .matches("(org\\.pestle\\.sandbox\\..*"
                                                        + "|.*server\\.authorization\\..*|.*wiremock.*)"))
                                .filter(type -> !type.getSimpleName().equals("SandboxSettings")))
                        .isEmpty();
                assertThat(context.getBean(Clock.class)).isEqualTo(Clock.systemUTC());
            }
        }
    }

    private ConfigurableApplicationContext start(List<String> settings) {
        List<String> all = new ArrayList<>(settings);
        if (settings.stream().noneMatch(setting -> setting.startsWith("--spring.profiles.active="))) {
            all.add("--spring.profiles.active=production");
        }
        all.addAll(List.of("--server.port=0", "--management.server.port=0", "--pestle.schedule=off"));
        return PestleApplication.start(all.toArray(String[]::new));
    }

    private static List<String> complete(DatabaseAccess database) {
        return List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.flyway.url=jdbc:postgresql://db.example/pestle?sslmode=verify-full",
                "--spring.flyway.user=pestle_owner",
                "--spring.flyway.password=secret",
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=https://issuer.example",
                "--spring.security.oauth2.resourceserver.jwt.audiences=pestle",
                "--pestle.signature.trusted-certificates="
                        + Service.running().pki().resolve("ca.pem"),
                "--pestle.signature.revocation-lists=" + Service.running().pki().resolve("ca.crl"),
                "--pestle.dispensing.token-keys=" + Service.running().home().resolve("token-seal.pem"),
                "--pestle.routing.pds-url=https://pds.example",
                "--pestle.routing.ods-url=https://ods.example");
    }
}
