package org.pestle.sandbox;

import java.util.stream.Collectors;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells a newcomer, once everything is ready, where things are and what to try next. */
@Component
@Profile("sandbox")
class StartBanner implements ApplicationListener<ApplicationReadyEvent> {
    private final SandboxSettings settings;

    StartBanner(SandboxSettings settings) {
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        Environment environment = ready.getApplicationContext().getEnvironment();
        String port = environment.getProperty("local.server.port");
        if (port != null) {
            System.out.print(text(
                    "http://localhost:" + port,
                    "http://localhost:" + environment.getProperty("local.management.port", port),
                    ready.getTimeTaken() == null
                            ? ""
                            : " in %.1f s".formatted(ready.getTimeTaken().toMillis() / 1000.0)));
            System.out.flush();
        }
    }

    private String text(String url, String management, String time) {
        String personas = Personas.all().stream().map(Persona::name).collect(Collectors.joining(", "));
        return """

                Pestle is ready%s. This is the sandbox: everything in it is made up.

                  start page     %s/
                  interfaces     %s/fhir-prescribing  /fhir-dispensing  /reimbursement
                  tokens         %s/oauth2/token  (persona name as client id and secret)
                  health         %s/actuator/health
                  data and keys  %s

                  personas       %s

                Try next, in a second terminal:

                  java -jar target/pestle.jar send

                """.formatted(time, url, url, url, management, settings.home().toAbsolutePath(), wrapped(personas));
    }

    private static String wrapped(String list) {
        return list.replaceAll("(.{50,70}?, )", "$1\n                 ").stripTrailing();
    }
}
