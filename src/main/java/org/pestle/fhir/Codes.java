package org.pestle.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Finds codes and extensions in what the parser read. */
final class Codes {
    private Codes() {}

    /** The first coding of a system, or null. */
    static @Nullable Coding of(String system, List<Coding> codings) {
        for (Coding coding : codings) {
            if (FhirNames.same(system, coding.getSystem())) {
                return coding;
            }
        }
        return null;
    }

    /** The value of the first extension of that address, if it is of that type; else null. */
    static <T extends Type> @Nullable T extension(List<Extension> extensions, String url, Class<T> type) {
        for (Extension extension : extensions) {
            if (FhirNames.same(url, extension.getUrl()) && type.isInstance(extension.getValue())) {
                return type.cast(extension.getValue());
            }
        }
        return null;
    }
}
