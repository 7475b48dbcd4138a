package org.pestle.pricing;

/** What became of a claimed item. */
public enum ItemOutcome {
    PAID("paid"),
    NOT_PAID("not-paid"),
    REFERRED_BACK("referred-back"),
    DISALLOWED("disallowed");

    private final String word;

    ItemOutcome(String word) {
        this.word = word;
    }

    /** The word in answers and reports. */
    public String word() {
        return word;
    }

    /** The outcome of that word. */
    static ItemOutcome of(String word) {
        for (ItemOutcome outcome : values()) {
            if (outcome.word.equals(word)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("no outcome is called " + word);
    }
}
