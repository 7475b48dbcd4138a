package org.pestle.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * The command line (contract.md 1): plays prescriber, pharmacy and contractor against a running service. Starts without
 * Spring, so that it answers at once.
 */
@Command(
        name = PestleCommand.NAME,
        mixinStandardHelpOptions = true,
        version = "Pestle command line",
        description = "Plays prescriber, pharmacy and contractor against a running Pestle.",
        subcommands = {
            SendCommand.class,
            CancelCommand.class,
            ReleaseCommand.class,
            ReturnCommand.class,
            DispenseCommand.class,
            ClaimCommand.class,
            ReportCommand.class,
            ClockCommand.class,
            TokenCommand.class,
            ValidateCommand.class,
            ErrorsCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands (each explains itself with --help):%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:refused by the service",
            "2:wrong use of the command",
            "3:the service cannot be reached"
        },
        footerHeading = "%nWithout a command the service itself starts.%nExample:%n",
        footer = "  java -jar target/pestle.jar send --count 3")
public final class PestleCommand implements Callable<Integer> {
    static final String NAME = "java -jar target/pestle.jar";

    /** Done. */
    public static final int DONE = 0;

    /** The service said no. */
    public static final int REFUSED = 1;

    /** The command was used wrongly. */
    public static final int USAGE = 2;

    /** The service cannot be reached. */
    public static final int UNREACHABLE = 3;

    private static final Set<String> OPTIONS = Set.of("--help", "-h", "--version", "-V", "--json", "--url");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            defaultValue = "${env:PESTLE_URL:-http://localhost:8080}",
            description = "where the service is (default: ${DEFAULT-VALUE}; or the variable PESTLE_URL)")
    private URI url = URI.create("http://localhost:8080");

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "print one JSON document instead of text")
    private boolean json;

    private @Nullable ServiceClient client;

    /**
     * Whether these arguments are for the command line: a word, or an option of its own. Settings of the service begin
     * with {@code --} and are not.
     */
    public static boolean takes(String... args) {
        return args.length > 0 && isOurs(args[0]);
    }

    private static boolean isOurs(String word) {
        return !word.startsWith("-") || OPTIONS.contains(word) || word.startsWith("--url=");
    }

    /**
     * Runs one command.
     *
     * @param args the command and its options
     * @return the exit status: 0 done, 1 refused by the service, 2 wrong use, 3 service not reached
     */
    public static int run(String... args) {
        return run(args, new Object[0]);
    }

    /** The same, with more commands than those of this module. */
    public static int run(String[] args, Object... moreCommands) {
        return commandLine(moreCommands).execute(args);
    }

    static CommandLine commandLine(Object... moreCommands) {
        CommandLine line = new CommandLine(new PestleCommand());
        for (Object command : moreCommands) {
            line.addSubcommand(command);
        }
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures())
                .setUsageHelpWidth(110);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return USAGE;
    }

    /** The service that the user named. */
    public ServiceClient client() {
        if (client == null) {
            client = new ServiceClient(url);
        }
        return client;
    }

    /** Where results go. */
    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Where progress and refusals go. */
    public PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Whether results are wanted as JSON. */
    boolean json() {
        return json;
    }

    /** Prints a result: JSON if that is wanted, else the text. */
    void show(JsonNode result, String text) {
        out().println(json ? result.toPrettyString() : text);
        out().flush();
    }
}
