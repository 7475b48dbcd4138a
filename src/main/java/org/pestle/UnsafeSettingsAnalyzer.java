package org.pestle;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names every setting that is missing or unsafe in one message. */
public final class UnsafeSettingsAnalyzer extends AbstractFailureAnalyzer<UnsafeSettings> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, UnsafeSettings cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set them, for instance as environment variables (SPRING_DATASOURCE_URL, …); the README lists them all."
                        + " To try Pestle out, start it without the profile production.",
                failure);
    }
}
