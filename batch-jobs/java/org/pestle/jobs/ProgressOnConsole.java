package org.pestle.jobs;

import java.io.Console;
import java.util.Optional;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.pestle.problems.Outcome;
import org.pestle.tariff.Progress;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A progress bar on the terminal of a job that runs as a process of its own; anywhere else nothing is shown. It is as
 * wide as the terminal, and is full once the work is done; the bar of a file that was refused stays where it was.
 */
@Component
class ProgressOnConsole {
    private final Optional<ProgressBarBuilder> bars;

    @Autowired
    ProgressOnConsole(@Value("${pestle.process:service}") String process) {
        this(
                process.equals("job")
                                && Optional.ofNullable(System.console())
                                        .filter(Console::isTerminal)
                                        .isPresent()
                        ? Optional.of(new ProgressBarBuilder())
                        : Optional.empty());
    }

    /** Shows bars that are built so, or none. */
    ProgressOnConsole(Optional<ProgressBarBuilder> bars) {
        this.bars = bars.map(bar -> bar.setUnit(" rows", 1)
                .setInitialMax(0)
                .setStyle(ProgressBarStyle.ASCII)
                .hideEta());
    }

    /** Does the work under a bar with that caption. */
    <T> Outcome<T> show(String caption, Function<Progress, Outcome<T>> work) {
        if (bars.isEmpty()) {
            return work.apply(Progress.NONE);
        }
        try (ProgressBar bar = bars.get().setTaskName(caption).build()) {
            Outcome<T> outcome = work.apply(on(bar));
            if (outcome instanceof Outcome.Done<T>) {
                bar.maxHint(bar.getCurrent());
            }
            return outcome;
        }
    }

    private static Progress on(ProgressBar bar) {
        return new Progress() {
            @Override
            public void at(long done) {
                bar.maxHint(Math.max(bar.getMax(), done)); // what was expected can be too little
                bar.stepTo(done);
            }

            @Override
            public void expect(long rows) {
                bar.maxHint(rows);
            }
        };
    }
}
