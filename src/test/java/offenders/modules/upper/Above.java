package offenders.modules.upper;

/** Is above. */
public record Above(String name) {}
