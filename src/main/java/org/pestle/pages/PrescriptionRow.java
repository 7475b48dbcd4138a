package org.pestle.pages;

import org.pestle.prescription.NewestPrescription;

/**
 * What the start page shows of one prescription. The page is open without a token: nothing here tells of a person.
 *
 * @param id short id with hyphens
 * @param practice ODS code of the practice
 * @param pharmacy ODS code of the nominated site, or words
 * @param received when, as words
 */
record PrescriptionRow(String id, StatusTag tag, String practice, String pharmacy, String received) {
    static PrescriptionRow of(NewestPrescription prescription) {
        return new PrescriptionRow(
                prescription.id().shortForm(),
                StatusTag.of(prescription.status()),
                prescription.practice().value(),
                prescription.site() == null
                        ? "Any the patient chooses"
                        : prescription.site().value(),
                PlainWords.time(prescription.createdAt()));
    }
}
