package org.pestle.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pestle.cli.PestleCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Measures creates, releases and reads of a running service, and the baseline of its database. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {BulkCommand.class, NightCommand.class},
        description =
                "Measures a running sandbox: creates as fast as possible and at a steady rate, releases, reads, and "
                        + "beside them what its PostgreSQL can do alone. Prints a table for src/docs/performance.md.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar bench --seconds 20 --threads 8")
public final class BenchCommand implements Callable<Integer> {
    private static final int MOST_MESSAGES = 60_000;
    private static final int WARM_UP_MESSAGES = 2_000;
    private static final int MOST_RELEASES = 200;

    @ParentCommand
    private PestleCommand pestle;

    @Option(names = "--seconds", description = "length of each measurement, 1 to 600 (default: ${DEFAULT-VALUE})")
    private int seconds = 20;

    @Option(names = "--threads", description = "simultaneous calls, 1 to 64 (default: ${DEFAULT-VALUE})")
    private int threads = 8;

    @Option(names = "--rate", description = "creates a second of the steady part (default: ${DEFAULT-VALUE})")
    private int rate = 500;

    private final List<Measure> measures = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || seconds > 600 || threads < 1 || threads > 64 || rate < 1) {
            say("--seconds takes 1 to 600, --threads 1 to 64, --rate 1 or more");
            return PestleCommand.USAGE;
        }
        SignedMessages source = new SignedMessages(pestle.client(), Demonstration.home());
        Load load = new Load(pestle.client(), threads);
        double speed = warmUp(source, load);
        List<byte[]> messages = creates(source, load, speed);
        steady(source, load);
        releases(load);
        reads(source, load);
        Measure baseline = baseline(messages);
        pestle.out().println(BenchReport.markdown(measures, baseline, threads));
        pestle.out().flush();
        boolean clean = measures.stream().allMatch(measure -> measure.refused() == 0);
        return clean ? PestleCommand.DONE : PestleCommand.REFUSED;
    }

    PestleCommand pestle() {
        return pestle;
    }

    private double warmUp(SignedMessages source, Load load) throws InterruptedException {
        say("warming up with " + WARM_UP_MESSAGES + " prescriptions …");
        List<byte[]> messages = source.make(WARM_UP_MESSAGES, threads);
        Measure first = load.creates("warm-up", messages, Duration.ofSeconds(60), 0);
        load.reads("warm-up", source.ids(), Duration.ofSeconds(2), 0);
        return first.perSecond();
    }

    private List<byte[]> creates(SignedMessages source, Load load, double speed) throws InterruptedException {
        // The warm-up was slower than what follows: half as many again, and the run ends early if they are used up.
        int count = (int) Math.min(MOST_MESSAGES, speed * 1.5 * seconds + 1000);
        say("signing " + count + " prescriptions …");
        List<byte[]> messages = source.make(count, threads);
        say("sending them …");
        measures.add(load.creates("create, as fast as possible", messages, Duration.ofSeconds(seconds), 0));
        return messages.subList(0, Math.min(messages.size(), 2000));
    }

    private void steady(SignedMessages source, Load load) throws InterruptedException {
        int count = Math.min(MOST_MESSAGES, rate * seconds);
        say("signing " + count + " more …");
        List<byte[]> messages = source.make(count, threads);
        say("sending " + rate + " a second …");
        measures.add(load.creates("create, " + rate + " a second", messages, Duration.ofSeconds(seconds), rate));
    }

    private void releases(Load load) throws InterruptedException {
        say("releasing …");
        measures.add(load.releases("release of 25", List.of("pharmacist", "pharmacist-flm49"), MOST_RELEASES));
    }

    private void reads(SignedMessages source, Load load) throws InterruptedException {
        say("reading …");
        measures.add(
                load.reads("read by id, as fast as possible", source.ids(), Duration.ofSeconds(seconds / 2 + 1), 0));
        measures.add(load.reads(
                "read by id, " + rate + " a second", source.ids(), Duration.ofSeconds(seconds / 2 + 1), rate));
    }

    private Measure baseline(List<byte[]> messages) throws Exception {
        say("asking PostgreSQL alone …");
        Path postgres = Demonstration.home().resolve("postgres");
        return Baseline.measure(postgres, messages, threads, Duration.ofSeconds(seconds));
    }

    private void say(String line) {
        pestle.err().println(line);
        pestle.err().flush();
    }
}
