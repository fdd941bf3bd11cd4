// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.Whose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** "People" in a real browser, by keyboard. */
class PeopleBrowserTest extends InBrowser {

    private static final String SHOWN = "[...document.querySelectorAll('.person .label')].map(e => e.textContent).sort().join()";

    private static MockEndpoint cloud;
    private static String ada;
    private static String twin;
    private static String stranger;

    @BeforeAll
    static void start() throws Exception {
        cloud = page.correctedInsteadOfBroker();
        ada = page.known(page.newFace(), "Ada <b>Łovelace</b>", Whose.of(UUID.randomUUID().toString()));
        twin = page.known(page.newFaceLike(ada), "Barbara", Whose.of(UUID.randomUUID().toString()));
        stranger = page.newFace();
        page.hears(UUID.randomUUID().toString(), "Grace");
        page.show(ada, twin, stranger);
    }

    @BeforeEach
    void open() {
        cloud.reset();
        page.cache().takeNameAway(stranger);
        follow("people.html");
        await().atMost(SOON).until(() -> browser.number("document.querySelectorAll('.person').length") == 4 && browser.is("document.querySelector('.pair')"));
    }

    @Test
    void everybodyIsThereOnceWithWhereAndWhenAndNamesAreText() {
        assertThat(browser.text(SHOWN)).isEqualTo("Ada <b>Łovelace</b>,Barbara,Grace," + stranger);
        assertThat(browser.text("[...document.querySelectorAll('.person')].find(e => e.textContent.includes('Grace')).querySelector('.detail').textContent"))
                .startsWith("met by hall");
        assertThat(browser.text("document.querySelector('.pair .detail').textContent")).isEqualTo("distance 0.51");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aSearchNeedsNoMarksOnLettersAndAChoiceOfKindHoldsToo() {
        browser.type("/");
        browser.type("lovel");
        assertThat(browser.text(SHOWN)).isEqualTo("Ada <b>Łovelace</b>");
        browser.run("const f = document.getElementById('search'); f.elements.who.value = ''; f.elements.kind.value = 'elsewhere'; "
                + "f.dispatchEvent(new Event('input'))");
        assertThat(browser.text(SHOWN)).isEqualTo("Grace");
    }

    @Test
    void whoHasNoNameGetsOneByTheKeyboardAlone() {
        browser.press(Keys.ARROW_DOWN);
        browser.type("n");
        browser.type("Linus");
        browser.press(Keys.ENTER);

        await().atMost(SOON).until(() -> page.cache().find(stranger).orElseThrow().name().filter("Linus"::equals).isPresent());
        await().atMost(SOON).until(() -> browser.is("document.getElementById('strangers').hidden"));
    }

    @Test
    void twoWhoDifferAreToldTheCloudAndItIsTakenBackByTheKeyboardAlone() {
        browser.run("document.querySelector('.pair').focus()");
        browser.type("d");
        await().atMost(SOON).until(() -> sent().size() == 1);
        assertThat(sent().get(0).act()).isInstanceOf(Act.Differ.class);
        await().atMost(SOON).until(() -> browser.is("document.getElementById('doubles').hidden"));

        browser.type("u");

        await().atMost(SOON).until(() -> sent().size() == 2);
        assertThat(sent().get(1).act()).isEqualTo(new Act.Undo(sent().get(0).id()));
        await().atMost(SOON).until(() -> browser.is("!document.getElementById('doubles').hidden"));
    }

    @Test
    void consentIsNotedToTheEndOfTheDay() {
        browser.run("[...document.querySelectorAll('.person')].find(e => e.textContent.includes('Barbara')).querySelector('.open').click()");
        browser.run("const f = document.querySelector('.more:not([hidden]) .consenting'); f.elements.until.value = '2030-01-31'; f.requestSubmit()");

        await().atMost(SOON).until(() -> sent().size() == 1);
        assertThat(((Act.Consent) sent().get(0).act()).until().orElseThrow().toString()).startsWith("2030-01-31T").isNotEqualTo("2030-01-31T00:00:00Z");
    }

    @Test
    void onAPhoneNothingIsWiderThanTheScreenAndEverythingHasAName() {
        browser.window(390, 844, "dark");
        browser.run("document.querySelectorAll('.open').forEach(e => e.offsetParent && e.click())");
        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        assertThat(browser.number("[...document.querySelectorAll('button,a,input,select')].filter(e => e.offsetParent)"
                + ".filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).length")).isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    private static List<Correction> sent() {
        return cloud.getExchanges().stream().map(Exchange::getMessage).map(message -> Correction.fromJson(message.getBody(String.class).getBytes(UTF_8)))
                .toList();
    }
}
