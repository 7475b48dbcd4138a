package org.pestle.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.pestle.cli.Json;
import org.pestle.cli.PestleCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

/** Measures one signing act: many prescriptions prepared, signed with one PIN, and sent as separate calls. */
@Command(
        name = "bulk",
        mixinStandardHelpOptions = true,
        description =
                "Prepares 250 prescriptions, signs them and sends them, each by a call of its own, as a prescriber's "
                        + "system does after one entry of the PIN. Prints the seconds each way.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar bench bulk")
public final class BulkCommand implements Callable<Integer> {
    private static final double GOAL_SECONDS = 1;

    @ParentCommand
    private BenchCommand bench;

    @Option(names = "--count", description = "prescriptions in one act, 1 to 10000 (default: ${DEFAULT-VALUE})")
    private int count = 250;

    @Option(names = "--threads", description = "simultaneous calls, 1 to 64 (default: ${DEFAULT-VALUE})")
    private int threads = 8;

    @Option(names = "--times", description = "acts; the last is printed (default: ${DEFAULT-VALUE})")
    private int times = 8;

    @Override
    public Integer call() throws Exception {
        if (count < 1 || count > 10_000 || threads < 1 || threads > 64 || times < 1) {
            pestle().err().println("--count takes 1 to 10000, --threads 1 to 64, --times 1 or more");
            return PestleCommand.USAGE;
        }
        SignedMessages source = new SignedMessages(pestle().client(), Demonstration.home());
        Load load = new Load(pestle().client(), threads);
        for (int time = 1; time < times; time++) {
            act(source, load);
        }
        Act last = act(source, load);
        pestle().out().println(last.table(count, threads));
        pestle().out().flush();
        return last.sent().refused() == 0 ? PestleCommand.DONE : PestleCommand.REFUSED;
    }

    private Act act(SignedMessages source, Load load) throws Exception {
        List<ObjectNode> orders = source.unsigned(count);
        byte[][] prepared = new byte[count][];
        Measure preparing =
                load.prepares("prepared", orders.stream().map(Json::write).toList(), prepared);
        long start = System.nanoTime();
        List<byte[]> signed = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            signed.add(source.sign(orders.get(i), Json.read(prepared[i])));
        }
        double signing = (System.nanoTime() - start) / 1e9;
        return new Act(preparing, signing, load.creates("sent", signed, Duration.ofSeconds(60), 0));
    }

    /** One act and what it took. */
    private record Act(Measure prepared, double signingSeconds, Measure sent) {
        String table(int count, int threads) {
            return String.format(
                    Locale.ROOT,
                    """
                    | %d prescriptions (%d connections) | seconds | goal |
                    |---|---:|---:|
                    | prepared | %.2f | %.0f |
                    | signed, by the generator, one after the other | %.2f | |
                    | sent: %d kept, %d refused | %.2f | %.0f |
                    """,
                    count,
                    threads,
                    prepared.seconds(),
                    GOAL_SECONDS,
                    signingSeconds,
                    sent.done(),
                    sent.refused(),
                    sent.seconds(),
                    GOAL_SECONDS);
        }
    }

    private PestleCommand pestle() {
        return bench.pestle();
    }
}
