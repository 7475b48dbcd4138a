package org.pestle.prescription;

/** Why a prescription is held for review: the limit of the signer that it went over. */
public enum HoldReason {
    CONTROLLED_IN_AN_HOUR("more controlled items within an hour than one signer may sign without a second look"),
    CONTROLLED_IN_A_DAY("more controlled items within a day than one signer may sign without a second look"),
    ITEMS_IN_A_DAY("more items within a day than one signer may sign without a second look");

    private final String words;

    HoldReason(String words) {
        this.words = words;
    }

    /** The reason as the end of a sentence that begins with whose signature it is. */
    public String words() {
        return words;
    }
}
