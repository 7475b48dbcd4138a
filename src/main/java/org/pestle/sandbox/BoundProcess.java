package org.pestle.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A process that the kernel ends when this one dies, however it dies. The kernel ties it to the thread that starts it,
 * so that a thread of its own starts it and stays until it has ended.
 */
final class BoundProcess {
    private static final String SIGNAL = "--pdeathsig=QUIT"; // PostgreSQL: stop at once, together with all children

    private BoundProcess() {}

    /**
     * Starts it.
     *
     * @param user as whom
     * @param program the command
     * @param log where its output goes, appended
     */
    static Process start(ServerUser user, List<String> program, Path log) {
        List<String> bound = new ArrayList<>(List.of("setpriv", SIGNAL));
        bound.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(user.command(bound))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().name("postgresql").daemon().start(() -> startAndStay(builder, started));
        try {
            return started.join();
        } catch (CompletionException broken) {
            throw new IllegalStateException("cannot start " + program.getFirst(), broken.getCause());
        }
    }

    private static void startAndStay(ProcessBuilder builder, CompletableFuture<Process> started) {
        try {
            Process process = builder.start();
            started.complete(process);
            process.onExit().join();
        } catch (IOException broken) {
            started.completeExceptionally(broken);
        }
    }
}
