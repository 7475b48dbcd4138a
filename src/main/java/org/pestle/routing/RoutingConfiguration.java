package org.pestle.routing;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects to the demographics service and the directory. */
@Configuration
@EnableConfigurationProperties(RoutingSettings.class)
class RoutingConfiguration {
    @Bean
    Demographics demographics(RoutingSettings settings, Clock clock) {
        return new PdsAdapter(new JsonSource("pds", settings.pdsUrl(), settings, clock));
    }

    @Bean
    OrganisationDirectory organisationDirectory(RoutingSettings settings, Clock clock) {
        return new OdsAdapter(new JsonSource("ods", settings.odsUrl(), settings, clock));
    }

    /** Answers are renewed in threads of their own, which cost nothing while they wait. */
    @Bean
    SiteDirectory siteDirectory(OrganisationDirectory directory, Clock clock) {
        return new SiteDirectory(
                directory, task -> Thread.ofVirtual().name("directory-refresh").start(task), clock);
    }
}
