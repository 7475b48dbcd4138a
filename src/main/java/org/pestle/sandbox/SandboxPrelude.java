package org.pestle.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Profiles;

/**
 * Starts database and stand-ins while the application context is being made, and makes the demonstration PKI and the
 * key of dispensing tokens before anything reads them. Does nothing outside the sandbox.
 */
public final class SandboxPrelude implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!environment.acceptsProfiles(Profiles.of("sandbox"))) {
            return;
        }
        Path home = Path.of(environment.getRequiredProperty("pestle.home"));
        MovableClock clock = MovableClock.keptIn(home.resolve("clock"));
        SandboxParts parts = SandboxParts.start(
                home,
                Path.of(environment.getProperty(
                        "pestle.sandbox.programs", home.resolve("postgres").toString())),
                !environment.containsProperty("spring.datasource.url"),
                environment.getProperty("pestle.process", "service").equals("job"));
        context.getBeanFactory().registerSingleton("sandboxParts", parts);
        context.addApplicationListener((ApplicationListener<ApplicationFailedEvent>) failure -> parts.close());
        environment.getPropertySources().addLast(new StandInAddresses(parts));
        context.addBeanFactoryPostProcessor(factory -> {
            DemonstrationPki.makeIn(home.resolve("pki"), clock.real().instant());
            new DemonstrationRevocations(home.resolve("pki"), clock).renew();
            TokenSealKey.makeIn(home.resolve("token-seal.pem"));
        });
    }

    /** Where the stand-ins listen; who asks waits until they do. */
    private static final class StandInAddresses extends EnumerablePropertySource<SandboxParts> {
        private static final Map<String, Function<SandboxParts, String>> ADDRESSES = Map.of(
                "pestle.routing.pds-url", parts -> parts.standIns().url(SandboxParts.PDS),
                "pestle.routing.ods-url", parts -> parts.standIns().url(SandboxParts.ODS));

        private StandInAddresses(SandboxParts parts) {
            super("addresses of the stand-ins", parts);
        }

        @Override
        public String[] getPropertyNames() {
            return ADDRESSES.keySet().toArray(String[]::new);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            Function<SandboxParts, String> address = ADDRESSES.get(name);
            return address == null ? null : address.apply(getSource());
        }
    }
}
