package org.pestle.jobs;

import java.util.List;
import org.pestle.problems.Finding;

/** A file was refused; it ends the job and takes back its transaction, so that nothing of the file is kept. */
final class RefusedFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    RefusedFileException(List<Finding> findings) {
        super("Nothing was loaded. " + inWords(findings.getFirst())
                + (findings.size() == 1 ? "" : " There are " + findings.size() + " faults; see the list."));
        this.findings = findings;
    }

    /** All faults: row, column, code and sentence. */
    List<String> faults() {
        return findings.stream().map(RefusedFileException::inWords).toList();
    }

    private static String inWords(Finding finding) {
        String place = finding.place().map(where -> ", " + where).orElse("");
        return finding.problem().code() + place + ": " + finding.sentence();
    }
}
