package org.pestle.prescription;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * A line about a prescription that may be shown to anyone: nothing in it tells of a person.
 *
 * @param status of its current issue
 * @param issueNumber the current issue
 * @param site where it is nominated to, or null
 */
public record NewestPrescription(
        PrescriptionId id,
        PrescriptionStatus status,
        int issueNumber,
        int issues,
        int items,
        OdsCode practice,
        @Nullable OdsCode site,
        Instant createdAt,
        LocalDate expiresOn) {}
