package org.pestle.fhir;

import org.pestle.problems.Finding;

/**
 * A finding and where it stands in the text that was sent.
 *
 * @param line from 1, or 0 if it is not known
 * @param column from 1, or 0 if it is not known
 */
record LocatedFinding(Finding finding, int line, int column) {}
