package org.pestle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pestle.bench.BenchCommand;
import org.pestle.cli.PestleCommand;
import org.pestle.jobs.JobCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts Pestle (contract.md 1): the service without arguments, or with settings as {@code --name=value}; one batch job
 * with {@code job NAME key=value …}; the command line with anything else.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PestleApplication {
    /** Starts it. */
    public static void main(String[] args) {
        if (args.length > 1 && args[0].equals("job")) {
            System.exit(runJob(args[1], List.of(args).subList(2, args.length)));
        } else if (PestleCommand.takes(args)) {
            System.exit(PestleCommand.run(args, new BenchCommand()));
        } else {
            start(args);
        }
    }

    /**
     * Starts the service.
     *
     * @param settings each as {@code --name=value}
     */
    public static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplication(PestleApplication.class).run(settings);
    }

    /** Runs one job without the web, on the database of a sandbox that runs on the same data folder, if one does. */
    private static int runJob(String name, List<String> args) {
        Map<String, String> parameters = new LinkedHashMap<>();
        args.stream()
                .filter(argument -> !isSetting(argument))
                .map(argument -> argument.split("=", 2))
                .forEach(pair -> parameters.put(pair[0], pair.length == 2 ? pair[1] : ""));
        SpringApplication application = new SpringApplication(PestleApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of("pestle.validation.warm-up", "false"));
        String[] settings = Stream.concat(
                        Stream.of("--pestle.process=job", "--pestle.schedule=off"),
                        args.stream().filter(PestleApplication::isSetting))
                .toArray(String[]::new);
        ConfigurableApplicationContext context = application.run(settings);
        int status = context.getBean(JobCommand.class).run(name, parameters);
        return SpringApplication.exit(context, () -> status);
    }

    private static boolean isSetting(String argument) {
        return argument.startsWith("--");
    }
}
