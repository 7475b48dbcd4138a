package org.pestle.jobs;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertySourceFactory;
import org.springframework.transaction.annotation.Isolation;

/**
 * Where Spring Batch keeps what ran and how far: in our database. Its default repository keeps nothing, and a night
 * that was killed could then not be continued.
 */
@Configuration(proxyBeanMethods = false)
@EnableBatchProcessing
@EnableJdbcJobRepository(isolationLevelForCreate = Isolation.READ_COMMITTED) // the night's lock keeps starts apart
@PropertySource(value = "classpath:batch-jobs/jobs.yaml", factory = JobRepositoryConfiguration.Yaml.class)
class JobRepositoryConfiguration {
    @Bean
    JobSettings jobSettings(Environment environment) {
        return new JobSettings(Binder.get(environment)
                .bind("pestle.jobs", Bindable.mapOf(String.class, JobSettings.Setting.class))
                .orElse(Map.of()));
    }

    /** Reads the file of schedules, so that a setting of the deployment can overrule each of its values. */
    static class Yaml implements PropertySourceFactory {
        @Override
        public org.springframework.core.env.PropertySource<?> createPropertySource(
                @Nullable String name, EncodedResource resource) throws IOException {
            return new YamlPropertySourceLoader()
                    .load(name == null ? "jobs.yaml" : name, resource.getResource())
                    .getFirst();
        }
    }
}
