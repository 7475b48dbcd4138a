package org.pestle.fhir;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Outcome;
import org.pestle.values.NhsNumber;
import org.pestle.values.PrescriptionId;

/**
 * A question to the clinical tracker (eps.md 1.10): by prescription or by patient, one of the two.
 *
 * @param id the prescription, or null
 * @param patient the patient, or null
 * @param from the first London day on which it was written
 * @param to the last
 * @param offset how many issues to pass over
 * @param count how many issues to answer at most
 */
record RequestGroupQuery(
        @Nullable PrescriptionId id, @Nullable NhsNumber patient, LocalDate from, LocalDate to, int offset, int count) {

    static final String PRESCRIPTION = "prescriptionId";
    static final String PATIENT = "nhsNumber";
    private static final String LOW = "lowDate";
    private static final String HIGH = "highDate";
    private static final int MOST = 100;
    private static final int YEARS = 2;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");

    /** What is written for tomorrow is found today: a prescription may be dated ahead. */
    private static final int YEARS_AHEAD = 1;

    /**
     * The question in these parameters.
     *
     * @param findings gets what is wrong with them
     */
    static Outcome<RequestGroupQuery> read(Map<String, String[]> sent, LocalDate today, Findings findings) {
        QueryParameters parameters = new QueryParameters(sent, findings);
        parameters.allow(Set.of(PRESCRIPTION, PATIENT, LOW, HIGH, TrackerQuery.COUNT, TrackerQuery.OFFSET), Set.of());
        String prescription = parameters.single(PRESCRIPTION);
        String patient = parameters.single(PATIENT);
        if ((prescription == null) == (patient == null)) {
            findings.invalid(PRESCRIPTION, "The question names either prescriptionId or nhsNumber");
        }
        RequestGroupQuery query = new RequestGroupQuery(
                parameters.prescription(PRESCRIPTION, prescription),
                parameters.nhsNumber(PATIENT, patient),
                day(parameters, LOW, today.minusYears(YEARS), findings),
                day(parameters, HIGH, today.plusYears(YEARS_AHEAD), findings),
                parameters.number(TrackerQuery.OFFSET, 0, 0, 1_000_000),
                parameters.number(TrackerQuery.COUNT, MOST, 1, MOST));
        return findings.isEmpty() ? Outcome.done(query) : Outcome.refused(findings.all());
    }

    private static LocalDate day(QueryParameters parameters, String name, LocalDate otherwise, Findings findings) {
        String text = parameters.single(name);
        try {
            return text == null ? otherwise : LocalDate.parse(text, DAY);
        } catch (DateTimeException wrong) {
            findings.wrong(name, "A date is yyyymmdd");
            return otherwise;
        }
    }
}
