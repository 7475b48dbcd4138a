package org.pestle.tariff;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One element of a dm+d file with what stands directly in it.
 *
 * @param name of the element: VMP, PRICE_INFO …
 * @param parent the element around it
 * @param fields text of each element in it
 * @param pack the pack that the element around it names, in the file of GTINs
 * @param line where it begins, the first is 1
 * @param column likewise
 */
record DmdElement(String name, String parent, Map<String, String> fields, Optional<String> pack, int line, int column) {
    /** A field, or null if the element has none of that name. */
    @Nullable
    String get(String field) {
        String text = fields.get(field);
        return text == null || text.isEmpty() ? null : text;
    }
}
