// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** "Who came when" in a real browser. Skipped, visibly, where Chromium is not installed. */
class VisitsBrowserTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ITEMS = "[...document.querySelectorAll('.visit .label')].map(e => e.textContent).sort().join()";

    // The browser may still write while it ends.
    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static PageUnderTest page;
    private static Browser browser;
    private static String ada;
    private static String stranger;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(Browser.isInstalled(),
                "the page was not tested in a browser: install Chromium and its driver (apt-get install chromium chromium-driver)");
        page = PageUnderTest.start(folder);
        ada = page.newFace();
        stranger = page.newFace();
        page.show(ada, stranger);
        browser = Browser.start(folder.resolve("browser"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (page != null) {
            page.close();
        }
    }

    @BeforeEach
    void open() {
        page.cache().rename(ada, "Ada <b>Łovelace</b>");
        browser.window(1280, 900, "light");
        browser.complaints();
        browser.open("http://127.0.0.1:" + page.port() + "/");
        await().atMost(SOON).until(() -> browser.is("document.querySelector('footer a[href$=\"visits.html\"]')"));
        browser.run("document.querySelector('footer a[href$=\"visits.html\"]').click()");
        await().atMost(SOON).until(() -> browser.number("document.querySelectorAll('.visit').length") == 2);
    }

    @Test
    void theDayHasALaneForEachPersonAndALineForEachVisitAndNameIsText() {
        assertThat(browser.text(ITEMS)).isEqualTo("Ada <b>Łovelace</b>," + stranger);
        assertThat(browser.text("[...document.querySelectorAll('.lane .label')].map(e => e.textContent).sort().join()"))
                .isEqualTo("Ada <b>Łovelace</b>," + stranger);
        assertThat(browser.number("document.querySelectorAll('.bar').length")).isEqualTo(2);
        assertThat(browser.is("[...document.querySelectorAll('.bar')].every(b => b.getBoundingClientRect().width >= 4)")).isTrue();
        browser.run("document.querySelector('.bar.known').click()");
        assertThat(browser.text("document.querySelector('.visit.shown .label').textContent")).isEqualTo("Ada <b>Łovelace</b>");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aSearchByPersonAndByDayShowsThoseOnly() {
        browser.run("document.querySelector('input[name=person]').focus()");
        browser.type("łove");
        browser.press(Keys.ENTER);
        await().atMost(SOON).until(() -> browser.text(ITEMS).equals("Ada <b>Łovelace</b>"));
        assertThat(browser.text("new URL(document.getElementById('csv').href).search")).contains("person=%C5%82ove").contains("day=");
        browser.run("document.getElementById('earlier').click()");
        await().atMost(SOON).until(() -> browser.is("!document.getElementById('none').hidden"));
        assertThat(browser.is("document.getElementById('timeline').hidden")).isTrue();
    }

    @Test
    void onAPhoneNothingIsWiderThanTheScreenAndEverythingHasAName() {
        browser.window(390, 844, "dark");
        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        assertThat(browser.text("getComputedStyle(document.body).backgroundColor")).isEqualTo("rgb(14, 19, 26)");
        assertThat(browser.number("[...document.querySelectorAll('button,a,input')].filter(e => e.offsetParent)"
                + ".filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).length")).isZero();
    }
}
