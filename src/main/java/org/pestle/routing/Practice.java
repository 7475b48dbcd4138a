package org.pestle.routing;

import org.pestle.values.OdsCode;

/**
 * A prescribing practice as the directory has it.
 *
 * @param commissioner the ICB on whose account it prescribes
 */
public record Practice(OdsCode code, String name, OdsCode commissioner) {}
