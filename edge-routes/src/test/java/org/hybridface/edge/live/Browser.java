// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.Keys;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Headless Chromium with one page, as a person uses it: window, keyboard, and what the page's own script sees. */
final class Browser implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Debian's packages chromium and chromium-driver are installed. */
    static boolean isInstalled() {
        return Stream.of(PROGRAM, DRIVER).allMatch(Files::isExecutable);
    }

    /** @param profile an empty folder for the browser's own files */
    static Browser start(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(PROGRAM.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
                "--hide-scrollbars", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=" + profile);
        // The video never ends, so neither does the loading of the page.
        options.setPageLoadStrategy(PageLoadStrategy.EAGER);
        LoggingPreferences everything = new LoggingPreferences();
        everything.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, everything);
        return new Browser(new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(), options));
    }

    /** @param scheme {@code light} or {@code dark} */
    void window(int width, int height, String scheme) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** @param zone for example {@code America/New_York} */
    void timeZone(String zone) {
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    }

    void open(String url) {
        driver.get(url);
    }

    /** The tab that is in front. */
    String tab() {
        return driver.getWindowHandle();
    }

    /** Another tab, which is in front from now on. */
    String newTab() {
        return driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
    }

    /** Brings a tab to the front. */
    void show(String tab) {
        driver.switchTo().window(tab);
        // The driver looks at it, the browser keeps it in the background, where pages rest.
        driver.executeCdpCommand("Page.bringToFront", Map.of());
    }

    /** Runs a script of the page's own kind. */
    void run(String script) {
        driver.executeScript(script);
    }

    /** Whether a JavaScript expression is true right now. */
    boolean is(String expression) {
        return Boolean.TRUE.equals(driver.executeScript("return Boolean(" + expression + ")"));
    }

    /** A JavaScript expression as text; empty when it is null. */
    String text(String expression) {
        return Optional.ofNullable(driver.executeScript("return " + expression)).map(Object::toString).orElse("");
    }

    int number(String expression) {
        return ((Number) driver.executeScript("return " + expression)).intValue();
    }

    /** Types text or presses keys as on a keyboard, wherever the focus is. */
    void type(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void press(Keys key) {
        type(key);
    }

    /** What the console, failed requests and uncaught errors said since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
