package org.pestle.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Claims for what was dispensed. */
@Command(
        name = "claim",
        mixinStandardHelpOptions = true,
        description = "Claims for one prescription, or for all that were dispensed with dispense.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar claim")
final class ClaimCommand implements Callable<Integer> {
    @ParentCommand
    private PestleCommand pestle;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "one prescription (default: all that were dispensed)")
    private @Nullable String id;

    @Option(names = "--paid", description = "the patient paid the charge (default: is 60 or over)")
    private boolean paid;

    @Override
    public Integer call() {
        PharmacyStep step = new PharmacyStep(
                pestle, Shelf.Stage.DISPENSED, Shelf.Stage.CLAIMED, "/fhir-dispensing/FHIR/R4/Claim", "claimed");
        return step.take(id, "dispense", (prescription, pharmacy, now) -> {
            String notification = prescription.notification();
            if (notification == null) {
                throw new WrongUse(prescription.id() + " has not been dispensed by this command line.");
            }
            SampleClaim claim = paid ? SampleClaim.paid(pharmacy) : SampleClaim.exempt(pharmacy);
            return claim.of(notification, now);
        });
    }
}
