package org.pestle.tariff;

import java.time.LocalDate;

/**
 * What loading a dm+d release did.
 *
 * @param release day of the release
 * @param rows elements that were read and kept
 * @param deleted former releases that were deleted, because nothing needs them any more
 * @param alreadyHeld whether the very same files had been loaded before, so that nothing changed
 */
public record DmdLoad(LocalDate release, long rows, int deleted, boolean alreadyHeld) {}
