package offenders.modules.lower;

import offenders.modules.upper.Above;

/** Knows what is above it. */
public record Upward(Above above) {}
