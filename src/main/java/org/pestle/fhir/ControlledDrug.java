package org.pestle.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.pestle.fhir.Message.Part;
import org.pestle.prescription.ControlledSchedule;

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
        Found<StringType> words = Found.extension(
                place, extension.getExtension(), "quantityWords", StringType.class, "quantity in words");
        Found<Coding> coding =
                Found.extension(place, extension.getExtension(), "schedule", Coding.class, "schedule of a drug");
        reading.noRival(words);
        String inWords = words.value() == null
                ? null
                : reading.optionalText(words.place(), words.value().getValue());
        String code = reading.code(coding);
        ControlledSchedule schedule = ControlledSchedule.of(code).orElse(null);
        if (schedule == null && !code.isEmpty()) {
            reading.notOfTheList(
                    coding.place().to("code"), "The schedule of a controlled drug must be one of CD1 to CD5");
        }
        if (schedule != null && !schedule.isElectronic()) {
            reading.wrong(coding.place().to("code"), "A drug of schedule 1 cannot be prescribed electronically");
        }
        if (schedule != null && schedule.needsWords() && inWords == null) {
            reading.missing(words.place());
        }
        return new ControlledDrug(schedule, inWords);
    }
}
