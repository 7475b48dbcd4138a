package org.pestle.sandbox;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The parts of the sandbox as beans. */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
class SandboxConfiguration {
    @Bean
    MovableClock clock(SandboxSettings settings) {
        return MovableClock.keptIn(settings.home().resolve("clock"));
    }

    @Bean
    DemonstrationPrescriber demonstrationPrescriber(SandboxSettings settings) {
        return DemonstrationPrescriber.read(settings.pki(), "prescriber");
    }

    @Bean(destroyMethod = "close")
    StandIns standIns(SandboxParts parts) {
        return parts.standIns();
    }

    /** Our own PostgreSQL, unless {@code spring.datasource.url} names another. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "spring.datasource.url", havingValue = "embedded", matchIfMissing = true)
    static class OwnDatabase {
        @Bean(destroyMethod = "close")
        EmbeddedPostgres embeddedPostgres(SandboxParts parts) {
            return parts.postgres();
        }

        @Bean
        JdbcConnectionDetails applicationConnection(EmbeddedPostgres postgres) {
            return new ApplicationConnection(postgres.application());
        }

        @Bean
        FlywayConnectionDetails ownerConnection(EmbeddedPostgres postgres) {
            return new OwnerConnection(postgres.owner());
        }
    }

    /** Of the application; a record of its own, because a bean that is both could be taken for the other. */
    private record ApplicationConnection(DatabaseAccess access) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return access.user();
        }

        @Override
        public String getPassword() {
            return access.password();
        }

        @Override
        public String getJdbcUrl() {
            return access.url();
        }
    }

    private record OwnerConnection(DatabaseAccess access) implements FlywayConnectionDetails {
        @Override
        public String getUsername() {
            return access.user();
        }

        @Override
        public String getPassword() {
            return access.password();
        }

        @Override
        public String getJdbcUrl() {
            return access.url();
        }
    }
}
