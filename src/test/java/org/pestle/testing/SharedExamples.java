package org.pestle.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Published messages and data beside the project; a test that needs them is skipped where they are absent. */
public final class SharedExamples {
    private SharedExamples() {}

    /** Published NHS example messages. */
    public static Path examples() {
        return folder("nhs-examples");
    }

    /** Published dm+d, Drug Tariff and reference data. */
    public static Path data() {
        return folder("nhs-data");
    }

    private static Path folder(String name) {
        Path folder = Path.of("..", "shared", name).toAbsolutePath().normalize();
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "skipped: there is no folder " + folder);
        return folder;
    }
}
