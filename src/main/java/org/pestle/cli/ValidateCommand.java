package org.pestle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Has the service validate a file. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Has the service validate a FHIR resource in a file, and prints its findings.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar validate order.json")
final class ValidateCommand implements Callable<Integer> {
    @ParentCommand
    private PestleCommand pestle;

    @Option(names = "--as", paramLabel = "PERSONA", description = "who asks (default: ${DEFAULT-VALUE})")
    private String as = "prescriber";

    @Parameters(paramLabel = "FILE", description = "a FHIR resource as JSON")
    private Path file;

    @Override
    public Integer call() {
        Reply reply = pestle.client().send(ServiceCall.file("/fhir-prescribing/FHIR/R4/$validate", as, content()));
        pestle.show(reply.json(), reply.ok() ? "No finding: " + file + " is valid." : Refusals.text(reply));
        return reply.ok() ? PestleCommand.DONE : PestleCommand.REFUSED;
    }

    private byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new WrongUse("Cannot read " + file + ".");
        }
    }
}
