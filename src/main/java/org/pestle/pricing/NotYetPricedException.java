package org.pestle.pricing;

/** An item needs a rule that this service does not apply yet. It has no price then, rather than a wrong one. */
public final class NotYetPricedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    NotYetPricedException(String rule, String why) {
        super(rule + ": " + why);
        this.rule = rule;
    }

    /** Id of the rule that is missing. */
    public String rule() {
        return rule;
    }
}
