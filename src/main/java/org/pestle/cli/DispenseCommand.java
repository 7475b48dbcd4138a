package org.pestle.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Tells the service that prescriptions were dispensed in full. */
@Command(
        name = "dispense",
        mixinStandardHelpOptions = true,
        description = "Sends the dispense notification, everything in full, for one prescription or for all that were "
                + "downloaded with release.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar dispense")
final class DispenseCommand implements Callable<Integer> {
    @ParentCommand
    private PestleCommand pestle;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "one prescription (default: all that were downloaded)")
    private @Nullable String id;

    @Override
    public Integer call() {
        PharmacyStep step = new PharmacyStep(
                pestle,
                Shelf.Stage.RELEASED,
                Shelf.Stage.DISPENSED,
                "/fhir-dispensing/FHIR/R4/$process-message",
                "dispensed");
        return step.take(
                id,
                "release",
                (prescription, pharmacy, now) -> new SampleDispense(
                                prescription.prescription(), prescription.releaseId(), pharmacy, now)
                        .inFull());
    }
}
