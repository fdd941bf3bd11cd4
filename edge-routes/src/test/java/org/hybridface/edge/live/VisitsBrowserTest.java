// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** "Who came when" in a real browser. */
class VisitsBrowserTest extends InBrowser {

    private static final String ITEMS = "[...document.querySelectorAll('.visit .label')].map(e => e.textContent).sort().join()";

    private static String ada;
    private static String stranger;

    @BeforeAll
    static void start() throws Exception {
        ada = page.newFace();
        stranger = page.newFace();
        page.show(ada, stranger);
    }

    @BeforeEach
    void open() {
        page.cache().rename(ada, "Ada <b>Łovelace</b>");
        follow("visits.html");
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
    void aVisitOverMidnightIsDrawnWithItsPartOfEachDay() {
        String visit = "{ begun: '2026-10-24T23:00:00Z', seconds: 7200, key: 'User001', name: null, certain: true }";
        assertThat(browser.text("bar(" + visit + ", Date.parse('2026-10-25T00:00:00Z'), 25 * HOUR_MS).style.cssText")).isEqualTo("left: 0%; width: 4%;");
        assertThat(browser.text("bar(" + visit + ", Date.parse('2026-10-24T00:00:00Z'), 24 * HOUR_MS).style.cssText")).startsWith("left: 95.8333%; width: 4.1666");
    }

    @Test
    void namesAreComparedAsTheDeviceComparesThem() {
        assertThat(browser.text("['Zoë', 'ŁUKASZ', 'Søren', 'Straße', 'İpek', 'Işık', 'Đorđe', 'Ｔａｒｏ', 'ﬁona', 'Ἀθηνᾶ', 'Ёлка', '雪', 'Θωμάς', 'Anne‑Marie', 'O’Brien'].map(plain).join()"))
                .isEqualTo("zoe,lukasz,soren,strasse,ipek,isik,dorde,taro,fiona,αθηνα,елка,雪,θωμασ,anne-marie,o'brien");
    }

    @Test
    void aSearchByPersonAndByDayShowsThoseOnly() {
        browser.run("document.querySelector('input[name=person]').focus()");
        browser.type("LOVE");
        browser.press(Keys.ENTER);
        await().atMost(SOON).until(() -> browser.text(ITEMS).equals("Ada <b>Łovelace</b>"));
        assertThat(browser.text("new URL(document.getElementById('csv').href).search")).contains("person=LOVE").contains("day=");
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
