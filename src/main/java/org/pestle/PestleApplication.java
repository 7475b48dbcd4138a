package org.pestle;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Pestle. */
@SpringBootApplication
public class PestleApplication {
    /** Starts it. */
    public static void main(String[] args) {
        SpringApplication.run(PestleApplication.class, args);
    }
}
