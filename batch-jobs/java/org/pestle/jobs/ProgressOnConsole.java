package org.pestle.jobs;

import java.io.Console;
import java.util.Optional;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.pestle.tariff.Progress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A progress bar on the terminal of a job that runs as a process of its own; anywhere else nothing is shown. */
@Component
class ProgressOnConsole {
    private final boolean shown;

    ProgressOnConsole(@Value("${pestle.process:service}") String process) {
        this.shown = process.equals("job")
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
    }

    /** Does the work under a bar with that caption. */
    <T> T show(String caption, Function<Progress, T> work) {
        if (!shown) {
            return work.apply(Progress.NONE);
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(caption)
                .setUnit(" rows", 1)
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .build()) {
            return work.apply(bar::stepTo);
        }
    }
}
