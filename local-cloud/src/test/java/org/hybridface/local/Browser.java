// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Somebody who looks at live pages in Chromium and types names there. */
final class Browser implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration LONG = Duration.ofSeconds(60);

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
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir=" + profile);
        // The video never ends, so neither does the loading of the page.
        options.setPageLoadStrategy(PageLoadStrategy.EAGER);
        return new Browser(new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(), options));
    }

    void open(String page) {
        driver.get(page);
    }

    /** Opens the form of a face's card, types a name over what stands there and presses Enter. */
    void typeName(String key, String name) {
        Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> part(key, ".edit").isDisplayed());
        part(key, ".edit").click();
        part(key, "input").sendKeys(Keys.chord(Keys.CONTROL, "a"), name, Keys.ENTER);
    }

    /** Waits until a face's card has this heading: its name, or its key. */
    void awaitLabel(String key, String label) {
        Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> part(key, ".label").getText().equals(label));
    }

    private WebElement part(String key, String selector) {
        return driver.findElement(By.cssSelector("#face-" + key + " " + selector));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
