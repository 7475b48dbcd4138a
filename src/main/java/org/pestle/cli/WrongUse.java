package org.pestle.cli;

/** The command was used wrongly; the sentence says how it is used. */
final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongUse(String sentence) {
        super(sentence);
    }
}
