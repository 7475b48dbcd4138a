package org.pestle.prescription;

import java.util.List;

/**
 * An amendment that may be written.
 *
 * @param old the prescription as it stands, locked
 * @param accepted its new version
 * @param issues as they begin
 * @param steps what that is in the history of each issue, also of those that there are no longer
 */
record Amendment(PrescriptionRecord old, Accepted accepted, List<FirstIssue> issues, List<AmendedIssue> steps) {}
