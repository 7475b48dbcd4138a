package org.pestle.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The user as whom PostgreSQL runs. It refuses to be root and to be a user without a name; then a user namespace, in
 * which we are nobody but keep our files, is enough, and where those are forbidden root can really become nobody.
 */
enum ServerUser {
    /** As ourselves. */
    OURSELVES(""),
    /** As ourselves under another number. */
    IN_A_NAMESPACE("unshare --user"),
    /** As nobody, who then owns the data. */
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private static final int NOBODY_ID = 65534;

    private final String prefix;

    ServerUser(String prefix) {
        this.prefix = prefix;
    }

    /** The user that works here. */
    static ServerUser suitable() {
        boolean root = isRoot();
        if (!root && !System.getProperty("user.name").equals("?")) {
            return OURSELVES;
        }
        if (works(IN_A_NAMESPACE)) {
            return IN_A_NAMESPACE;
        }
        if (root && works(NOBODY)) {
            return NOBODY;
        }
        throw new IllegalStateException("PostgreSQL does not run as root, and neither a user namespace nor a change of"
                + " user is allowed here. Start Pestle as an ordinary user.");
    }

    /** The command that runs a program as this user. */
    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>();
        if (!prefix.isEmpty()) {
            command.addAll(List.of(prefix.split(" ", -1)));
        }
        command.addAll(program);
        return command;
    }

    /** Gives this user a folder or file with everything in it. */
    void own(Path path) {
        if (this != NOBODY) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", NOBODY_ID);
                Files.setAttribute(file, "unix:gid", NOBODY_ID);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot give " + path + " to PostgreSQL's user", broken);
        }
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot tell which user this is", broken);
        }
    }

    private static boolean works(ServerUser user) {
        try {
            return new ProcessBuilder(user.command(List.of("true")))
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
