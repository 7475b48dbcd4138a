package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** A concession for July 2026 that is published late, and loaded as its operator does. */
final class Conceded {
    private Conceded() {}

    /** So many pence for 28 of a drug. */
    static void price(ConfigurableApplicationContext service, Path folder, String drug, long pence) throws IOException {
        Path file = folder.resolve("concessions-" + drug + pence + ".csv");
        Files.writeString(file, "month,drug,pack_size,price_pence\n2026-07," + drug + ",28," + pence + "\n");
        assertThat(service.getBean(Night.class)
                        .run("load-concessions", Map.of("file", file.toString()))
                        .totals())
                .containsEntry("changed", "1");
    }
}
