package org.pestle.fhir;

import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.jspecify.annotations.Nullable;
import org.pestle.fhir.Message.Part;
import org.pestle.prescription.TreatmentType;

/** How an item repeats, in the words of FHIR (eps.md 3.1). */
enum CourseOfTherapy {
    ACUTE("acute", FhirNames.COURSE_OF_THERAPY, TreatmentType.ACUTE),
    CONTINUOUS("continuous", FhirNames.COURSE_OF_THERAPY, TreatmentType.REPEAT),
    REPEAT_DISPENSING("continuous-repeat-dispensing", FhirNames.COURSE_OF_THERAPY_NHS, TreatmentType.REPEAT_DISPENSING);

    private final String code;
    private final String system;
    private final TreatmentType treatment;

    CourseOfTherapy(String code, String system, TreatmentType treatment) {
        this.code = code;
        this.system = system;
        this.treatment = treatment;
    }

    /** The course of an item, or null if it has none that is known. */
    static @Nullable CourseOfTherapy of(MedicationRequest request) {
        for (Coding coding : request.getCourseOfTherapyType().getCoding()) {
            CourseOfTherapy course = Arrays.stream(values())
                    .filter(each ->
                            each.code.equals(coding.getCode()) && FhirNames.same(each.system, coding.getSystem()))
                    .findFirst()
                    .orElse(null);
            if (course != null) {
                return course;
            }
        }
        return null;
    }

    String code() {
        return code;
    }

    String system() {
        return system;
    }

    TreatmentType treatment() {
        return treatment;
    }

    /** The course of a whole prescription: of acute and continuous items mixed it is acute (eps.md 3.1). */
    static CourseOfTherapy together(List<Part<MedicationRequest>> requests) {
        return requests.stream()
                .map(part -> of(part.value()))
                .map(course -> course == null ? ACUTE : course)
                .reduce((one, other) -> one == other ? one : ACUTE)
                .orElse(ACUTE);
    }
}
