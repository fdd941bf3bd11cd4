// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A page that is looked at in a real browser. Skipped, visibly, where Chromium is not installed. */
abstract class InBrowser {

    static final Duration SOON = Duration.ofSeconds(30);

    // The browser may still write while it ends.
    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    static PageUnderTest page;
    static Browser browser;

    @BeforeAll
    static void startBrowser() throws Exception {
        Assumptions.assumeTrue(Browser.isInstalled(),
                "the page was not tested in a browser: install Chromium and its driver (apt-get install chromium chromium-driver)");
        page = PageUnderTest.start(folder);
        browser = Browser.start(folder.resolve("browser"));
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
        if (page != null) {
            page.close();
            page = null;
        }
    }

    /** The live page, without complaints of what another test provoked. */
    static void openLivePage() {
        browser.window(1280, 900, "light");
        browser.complaints();
        browser.open("http://127.0.0.1:" + page.port() + "/");
    }

    /** As a visitor gets there: by the link at the foot of the live page. */
    static void follow(String link) {
        String found = "document.querySelector('footer a[href$=\"" + link + "\"]')";
        openLivePage();
        await().atMost(SOON).until(() -> browser.is(found));
        browser.run(found + ".click()");
    }
}
