package org.pestle.sandbox;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do when the data folder is held by another process. */
public final class DataInUseAnalyzer extends AbstractFailureAnalyzer<DataInUse> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, DataInUse cause) {
        return new FailureAnalysis(
                "The data in " + cause.folder() + " is in use by process " + cause.processId()
                        + ". One service at a time can use a data folder.",
                "Stop that process (kill " + cause.processId()
                        + "), or start this one with another folder: set PESTLE_HOME to its path.",
                failure);
    }
}
