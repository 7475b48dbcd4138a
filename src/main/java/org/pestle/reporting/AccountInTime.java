package org.pestle.reporting;

import java.util.Optional;

/**
 * How the account of a month stands in time.
 *
 * @param spend the months up to it
 * @param lastNight what the last night before it was written added to it, or empty before the first night
 */
public record AccountInTime(SpendByMonth spend, Optional<NightRun> lastNight) {}
