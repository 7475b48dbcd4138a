package org.pestle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pestle.cli.Shelf.Stage;

/** What the sample pharmacy remembers between two commands. */
class ShelfTest {
    private static final KeptPrescription RELEASED = new KeptPrescription(
            "24F5DA-A83008-7EFE6Z",
            "pharmacist",
            "FA565",
            "release-1",
            Json.object().put("a", "b"),
            null);

    @TempDir
    private Path home;

    private Shelf shelf;

    @BeforeEach
    void an_empty_shelf() {
        shelf = new Shelf(home, URI.create("http://localhost:8080"));
    }

    @Test
    void a_prescription_stands_at_one_stage_only() {
        shelf.put(Stage.RELEASED, RELEASED);
        shelf.put(Stage.DISPENSED, RELEASED.notifiedBy("{}"));

        assertThat(shelf.all(Stage.RELEASED)).isEmpty();
        assertThat(shelf.all(Stage.DISPENSED)).containsExactly(RELEASED.notifiedBy("{}"));
    }

    @Test
    void is_found_by_its_id_in_any_letter_case_with_or_without_hyphens() {
        shelf.put(Stage.ASIDE, RELEASED);

        assertThat(shelf.find("24f5daa830087efe6z")).contains(RELEASED);
        assertThat(shelf.find("24F5DA-A83008-7EFE6A")).isEmpty();
    }

    @Test
    void services_do_not_share_a_shelf() {
        shelf.put(Stage.RELEASED, RELEASED);

        assertThat(new Shelf(home, URI.create("http://localhost:9090")).all(Stage.RELEASED))
                .isEmpty();
    }

    @Test
    void only_its_owner_can_read_it() throws Exception {
        shelf.put(Stage.RELEASED, RELEASED);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                        home.resolve("cli").resolve("localhost-8080").resolve("released"))))
                .isEqualTo("rwx------");
    }
}
