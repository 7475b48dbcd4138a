package org.pestle.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.OutputType;
import org.pestle.testing.Browser;

/** What holds for every page: axe finds nothing, it asks no other host, and it does not scroll sideways. */
final class ForEveryone {
    private ForEveryone() {}

    /** Checks a page on a screen of that width in pixels, and keeps a picture of it under target/pages. */
    static void check(URI page, String name, int width) throws IOException {
        try (Browser browser = Browser.open(true)) {
            browser.width(width);
            browser.driver().get(page.toString());

            Path pictures = Files.createDirectories(Path.of("target", "pages"));
            Files.write(
                    pictures.resolve(name + "-" + width + ".png"),
                    browser.driver().getScreenshotAs(OutputType.BYTES));
            assertThat(new AxeBuilder()
                            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                            .analyze(browser.driver())
                            .getViolations())
                    .isEmpty();
            assertThat(browser.console()).isEmpty();
            assertThat(browser.requested())
                    .isNotEmpty()
                    .filteredOn(url -> !url.startsWith("data:") && !url.startsWith("chrome"))
                    .allSatisfy(url -> assertThat(URI.create(url).getHost()).isEqualTo("127.0.0.1"));
            assertThat(browser.scrollWidth()).isLessThanOrEqualTo(width);
        }
    }
}
