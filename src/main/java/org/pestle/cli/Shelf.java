package org.pestle.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The shelf of the sample pharmacy: a folder {@code cli} under PESTLE_HOME, one part per service address, that holds
 * what was released, what was dispensed and what was claimed, one file per prescription, readable by its owner only.
 */
final class Shelf {
    /** How far a prescription has come, as far as this command line did it. */
    enum Stage {
        RELEASED,
        DISPENSED,
        CLAIMED,
        /** The service refused what came next. */
        ASIDE
    }

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    Shelf(Path home, URI service) {
        String name = (service.getHost() + "-" + service.getPort()).replaceAll("[^A-Za-z0-9.-]", "_");
        this.folder = home.resolve("cli").resolve(name);
    }

    /** The shelf for a service, under PESTLE_HOME. */
    static Shelf of(URI service) {
        String home = System.getenv("PESTLE_HOME");
        return new Shelf(Path.of(home == null || home.isBlank() ? "data" : home), service);
    }

    /** Puts a prescription at a stage and takes it from every other. */
    void put(Stage stage, KeptPrescription prescription) {
        try {
            Path target = file(stage, prescription.id());
            Files.createDirectories(target.getParent(), OWNER_ONLY);
            Path written = Files.createTempFile(target.getParent(), "new", ".tmp");
            Files.write(written, Json.write(prescription.toJson()));
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
            for (Stage other : Stage.values()) {
                if (other != stage) {
                    Files.deleteIfExists(file(other, prescription.id()));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Everything at a stage, the oldest first. */
    List<KeptPrescription> all(Stage stage) {
        Path part = folder.resolve(nameOf(stage));
        if (!Files.isDirectory(part)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(part)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted((a, b) -> Long.compare(age(a), age(b)))
                    .map(Shelf::read)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One prescription, wherever it stands. */
    Optional<KeptPrescription> find(String id) {
        return Stream.of(Stage.values())
                .map(stage -> file(stage, id))
                .filter(Files::exists)
                .map(Shelf::read)
                .findFirst();
    }

    private Path file(Stage stage, String id) {
        String safe = id.toUpperCase(Locale.ROOT).replace("-", "").replaceAll("[^A-Z0-9+]", "_");
        return folder.resolve(nameOf(stage)).resolve(safe + ".json");
    }

    private static String nameOf(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    private static long age(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException gone) {
            return 0;
        }
    }

    private static KeptPrescription read(Path file) {
        try {
            return KeptPrescription.fromJson(Json.read(Files.readAllBytes(file)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
