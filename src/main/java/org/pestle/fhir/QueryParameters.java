package org.pestle.fhir;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pestle.values.NhsNumber;
import org.pestle.values.PrescriptionId;

/** The parameters of a question, and what is found to be wrong with them. */
final class QueryParameters {
    private final Map<String, String[]> parameters;
    private final Findings findings;

    QueryParameters(Map<String, String[]> parameters, Findings findings) {
        this.parameters = parameters;
        this.findings = findings;
    }

    /** No other names than these, each once. */
    void allow(Set<String> names, Set<String> repeatable) {
        parameters.forEach((name, values) -> {
            if (!names.contains(name)) {
                findings.invalid("query", "A query parameter is not one that the tracker knows");
            } else if (values.length > 1 && !repeatable.contains(name)) {
                findings.invalid(name, "The query parameter " + name + " may be there only once");
            }
        });
    }

    /** All values of a parameter. */
    String[] all(String name) {
        return parameters.getOrDefault(name, new String[0]);
    }

    /** The value of a parameter, or null where there is none. */
    @Nullable
    String single(String name) {
        String[] values = parameters.get(name);
        return values == null || values.length == 0 || values[0].isBlank() ? null : values[0];
    }

    /** A whole number within bounds, both included. */
    int number(String name, int otherwise, int least, int most) {
        String text = single(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            findings.wrong(name, "The number is not between " + least + " and " + most);
            return otherwise;
        }
        return Integer.parseInt(text);
    }

    /** The prescription of a text, of which a plus sign that was not percent-encoded has become a space. */
    @Nullable
    PrescriptionId prescription(String name, @Nullable String text) {
        return text == null ? null : PrescriptionIds.read(text.replace(' ', '+'), name, findings);
    }

    /** The NHS number of a text. */
    @Nullable
    NhsNumber nhsNumber(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!NhsNumber.isRight(text)) {
            findings.wrong(name, "The NHS number is not one");
            return null;
        }
        return new NhsNumber(text);
    }
}
