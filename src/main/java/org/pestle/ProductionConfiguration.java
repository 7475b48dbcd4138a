package org.pestle;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What production has in place of the sandbox. */
@Configuration(proxyBeanMethods = false)
@Profile("production")
class ProductionConfiguration {
    /** Business time is real time. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
