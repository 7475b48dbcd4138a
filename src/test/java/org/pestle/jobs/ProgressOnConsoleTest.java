package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;

/** The progress bar of jobs that load reference data. */
class ProgressOnConsoleTest {
    private static final int WIDTH = 80;

    private final List<String> drawn = new CopyOnWriteArrayList<>();
    private final ProgressOnConsole console = new ProgressOnConsole(
            Optional.of(new ProgressBarBuilder().setConsumer(new DelegatingProgressBarConsumer(drawn::add, WIDTH))));

    @Test
    void is_full_once_the_work_is_done_however_many_rows_were_expected() {
        console.show("load-release", progress -> {
            progress.expect(1000);
            progress.at(900);
            return Outcome.done("loaded");
        });

        assertThat(drawn.getLast())
                .startsWith("load-release 100% [=====")
                .contains("] 900/900 rows")
                .doesNotContain("?")
                .hasSizeLessThanOrEqualTo(WIDTH);
    }

    @Test
    void stays_where_it_was_if_the_file_is_refused() {
        console.show("load-edition", progress -> {
            progress.expect(1000);
            progress.at(250);
            return Outcome.refused(Finding.of(Problem.REFERENCE_FILE_TRUNCATED));
        });

        assertThat(drawn.getLast()).startsWith("load-edition  25% [=").contains("]  250/1000 rows");
    }

    @Test
    void grows_with_what_nobody_expected_and_is_not_drawn_elsewhere_than_on_a_terminal() {
        console.show("load-release", progress -> {
            progress.at(35);
            return Outcome.done("loaded");
        });
        Outcome<String> unseen = new ProgressOnConsole(Optional.empty()).show("load-release", progress -> {
            progress.at(35);
            return Outcome.done("loaded");
        });

        assertThat(drawn.getLast()).contains("100%", "35/35 rows");
        assertThat(unseen).isEqualTo(Outcome.done("loaded"));
    }
}
