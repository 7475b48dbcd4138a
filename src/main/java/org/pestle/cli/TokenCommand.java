package org.pestle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** Gets an access token for a persona of the sandbox. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints an access token of a sandbox persona, alone on its line.",
        footerHeading = "%nExample:%n",
        footer = "  curl -H \"Authorization: Bearer $(java -jar target/pestle.jar token --as contractor)\" …")
final class TokenCommand implements Callable<Integer> {
    @ParentCommand
    private PestleCommand pestle;

    @Option(names = "--as", paramLabel = "PERSONA", description = "whose (default: ${DEFAULT-VALUE})")
    private String as = "prescriber";

    @Override
    public Integer call() {
        JsonNode answer = pestle.client().tokenAnswer(as);
        pestle.show(answer, answer.path("access_token").asString());
        return PestleCommand.DONE;
    }
}
