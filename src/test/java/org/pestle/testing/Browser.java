package org.pestle.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.springframework.util.FileSystemUtils;

/**
 * Debian's Chromium without a window, with a profile of its own that is thrown away. Starting one takes seconds, so a
 * test process has one with scripts and one without; each test gets a new page in it, without cookies and with nothing
 * cached.
 */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private static final Map<Boolean, Browser> STARTED = new ConcurrentHashMap<>();

    private final ChromeDriver driver;
    private final Dimension size;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        this.size = driver.manage().window().getSize();
    }

    /** Opens a page; where no browser is installed the test is skipped, and says so. */
    public static Browser open(boolean javaScript) {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "No browser: install the packages chromium and chromium-driver to run this test");
        Browser browser = STARTED.computeIfAbsent(javaScript, Browser::start);
        browser.turnToNewPage();
        return browser;
    }

    private static Browser start(boolean javaScript) {
        try {
            Path profile = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "browser").toAbsolutePath()), "profile-");
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(DRIVER.toFile())
                    .build();
            ChromeDriver driver = new ChromeDriver(service, options(profile, javaScript));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> quit(driver, profile)));
            return new Browser(driver);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void quit(ChromeDriver driver, Path profile) {
        driver.quit();
        FileSystemUtils.deleteRecursively(profile.toFile());
    }

    /** Leaves nothing that an earlier test did: its page, its cookies, its cache, its size and what was logged. */
    private void turnToNewPage() {
        String earlier = driver.getWindowHandle();
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        String next = driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
        driver.switchTo().window(earlier).close();
        driver.switchTo().window(next);
        driver.manage().window().setSize(size);
        console();
        requested();
    }

    private static ChromeOptions options(Path profile, boolean javaScript) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.setExperimentalOption(
                "prefs", Map.of("profile.managed_default_content_settings.javascript", javaScript ? 1 : 2));
        return options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
    }

    /** What drives it. */
    public ChromeDriver driver() {
        return driver;
    }

    /** Makes the page this wide, in CSS pixels, however wide the window must be. */
    public void width(int pixels) {
        driver.manage().window().setSize(new Dimension(Math.max(pixels, 500), 900));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /** How wide the page is, in CSS pixels, once its fonts are there and it is laid out at the width that was set. */
    public long scrollWidth() {
        Object width = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(
                    () => done(document.documentElement.scrollWidth))));
                """);
        return ((Number) width).longValue();
    }

    /** What the console said since it was last asked. */
    public List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The addresses that were asked for since this was last asked. */
    public List<String> requested() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceFirst("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /** Leaves the page; the browser is there for the next test. */
    @Override
    public void close() {
        driver.get("about:blank");
    }
}
