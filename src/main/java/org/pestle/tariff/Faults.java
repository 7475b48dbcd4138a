package org.pestle.tariff;

import java.util.ArrayList;
import java.util.List;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;

/** Everything that is wrong with a file, each fault at its row and column; beyond the first hundred it stops. */
final class Faults {
    private static final int MOST = 100;

    private final List<Finding> findings = new ArrayList<>();

    /** A fault of the file as a whole. */
    void add(Problem problem, String sentence) {
        add(Finding.of(problem, sentence));
    }

    /** A fault in a row; its columns are counted from nought, and told from one. */
    void at(int row, int column, Problem problem, String sentence) {
        add(Finding.at("row " + row + ", column " + (column + 1), problem, sentence));
    }

    /** A fault in one file of several; lines and columns are counted from one. */
    void in(String file, int line, int column, Problem problem, String sentence) {
        add(Finding.at(file + ", row " + line + ", column " + column, problem, sentence));
    }

    /** A fault that was found elsewhere. */
    void add(Finding finding) {
        if (!isFull()) {
            findings.add(finding);
        }
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return findings.isEmpty();
    }

    /** Whether no more are taken, so that reading on is of no use. */
    boolean isFull() {
        return findings.size() >= MOST;
    }

    /** How many there are. */
    int count() {
        return findings.size();
    }

    /** The refusal. */
    <T> Outcome<T> refusal() {
        return Outcome.refused(findings);
    }
}
