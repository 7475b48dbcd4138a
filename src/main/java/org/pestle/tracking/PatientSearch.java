package org.pestle.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;

/**
 * A question for the prescriptions of one patient.
 *
 * @param status only issues of this status, or null
 * @param authoredFrom only prescriptions written then or later, or null
 * @param authoredBefore only prescriptions written before then, or null
 * @param onlyOf only issues that are nominated to this organisation or with it, or null for all
 * @param offset how many issues of the answer to pass over
 * @param limit how many to answer at most
 */
public record PatientSearch(
        NhsNumber patient,
        @Nullable PrescriptionStatus status,
        @Nullable Instant authoredFrom,
        @Nullable Instant authoredBefore,
        @Nullable OdsCode onlyOf,
        int offset,
        int limit) {}
