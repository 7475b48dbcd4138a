package org.pestle.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.pestle.fhir.Message.Part;
import org.pestle.prescription.ControlledSchedule;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.problems.Problem.Severity;

/**
 * What an item says of a controlled drug (eps.md 1.4, 3.5).
 *
 * @param schedule null where the item is no controlled drug
 * @param words the quantity in words, or null
 */
record ControlledDrug(
        @Nullable ControlledSchedule schedule, @Nullable String words) {
    private static final ControlledDrug NONE = new ControlledDrug(null, null);

    /** Reads it. */
    static ControlledDrug read(Part<MedicationRequest> part, Reading reading) {
        List<Extension> extensions = part.value().getExtension();
        for (int i = 0; i < extensions.size(); i++) {
            Extension extension = extensions.get(i);
            if (FhirNames.same(FhirNames.CONTROLLED_DRUG_EXTENSION, extension.getUrl())) {
                return read(extension, part.place().to("extension", i), reading);
            }
        }
        return NONE;
    }

    private static ControlledDrug read(Extension extension, Place place, Reading reading) {
        Place within = place.to("extension");
        StringType words = Codes.extension(extension.getExtension(), "quantityWords", StringType.class);
        String inWords = words == null ? null : reading.optionalText(within.to("valueString"), words.getValue());
        Coding coding = Codes.extension(extension.getExtension(), "schedule", Coding.class);
        String code = reading.text(within.to("valueCoding").to("code"), coding == null ? null : coding.getCode());
        ControlledSchedule schedule = ControlledSchedule.of(code).orElse(null);
        if (schedule == null && !code.isEmpty()) {
            reading.add(Finding.at(
                            within.to("valueCoding").to("code").path(),
                            Problem.INVALID_VALUE,
                            "The schedule of a controlled drug must be one of CD1 to CD5")
                    .as(Severity.ERROR, "processing"));
        }
        if (schedule == ControlledSchedule.CD1) {
            reading.wrong(
                    within.to("valueCoding").to("code"), "A drug of schedule 1 cannot be prescribed electronically");
        }
        if (schedule != null && schedule.needsWords() && inWords == null) {
            reading.missing(within.to("valueString"));
        }
        return new ControlledDrug(schedule, inWords);
    }
}
