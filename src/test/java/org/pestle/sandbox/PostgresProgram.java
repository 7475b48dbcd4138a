package org.pestle.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Starts a PostgreSQL in a process of its own, says where it is, and waits until its input ends. */
final class PostgresProgram {
    private PostgresProgram() {}

    /** Takes the folder of the data and that of the programs. */
    public static void main(String[] args) throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]), Path.of(args[1]), Map.of())) {
            DatabaseAccess access = postgres.superuser();
            System.out.println(access.url() + " " + access.password() + " "
                    + postgres.process().pid());
            while (System.in.read() >= 0) {
                // until the parent closes it
            }
        }
    }
}
