package org.pestle;

import java.util.Set;
import org.pestle.cli.PestleCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts Pestle (contract.md 1): without arguments, or with settings as {@code --name=value}, the service; with anything else
 * the command line.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PestleApplication {
    private static final Set<String> OPTIONS_OF_THE_COMMAND_LINE = Set.of("--help", "--version");

    /** Starts it. */
    public static void main(String[] args) {
        if (args.length == 0 || isSetting(args[0])) {
            start(args);
        } else {
            System.exit(PestleCommand.run(args));
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

    private static boolean isSetting(String argument) {
        return argument.startsWith("--") && !OPTIONS_OF_THE_COMMAND_LINE.contains(argument);
    }
}
