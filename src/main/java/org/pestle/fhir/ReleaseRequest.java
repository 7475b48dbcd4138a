package org.pestle.fhir;

import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * A release request (eps.md 1.5).
 *
 * @param owner the pharmacy by the message; decides only for a locum
 * @param id the prescription asked for, or null for a nominated release
 */
record ReleaseRequest(OdsCode owner, @Nullable PrescriptionId id) {}
