package org.pestle;

import org.pestle.cli.PestleCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Pestle: the service, or one command of the command line. */
@SpringBootApplication
public class PestleApplication {
    /** Starts it. */
    public static void main(String[] args) {
        if (PestleCommand.takes(args)) {
            System.exit(PestleCommand.run(args));
        }
        SpringApplication.run(PestleApplication.class, args);
    }
}
