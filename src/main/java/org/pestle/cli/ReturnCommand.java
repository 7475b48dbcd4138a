package org.pestle.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Gives prescriptions back to the service, undispensed. */
@Command(
        name = "return",
        mixinStandardHelpOptions = true,
        description = "Gives back one prescription, or all that were downloaded with release, without dispensing them.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar return --reason 0003")
final class ReturnCommand implements Callable<Integer> {
    @ParentCommand
    private PestleCommand pestle;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "one prescription (default: all that were downloaded)")
    private @Nullable String id;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description =
                    "code of the list of return reasons, 0001 to 0008 (default: ${DEFAULT-VALUE}, the patient did "
                            + "not come)")
    private String reason = "0001";

    @Override
    public Integer call() {
        PharmacyStep step = new PharmacyStep(
                pestle, Shelf.Stage.RELEASED, Shelf.Stage.ASIDE, "/fhir-dispensing/FHIR/R4/Task", "returned");
        return step.take(
                id,
                "release",
                (prescription, pharmacy, now) -> new SampleReturn(
                                prescription.prescription(), prescription.releaseId(), pharmacy, now)
                        .because(reason));
    }
}
