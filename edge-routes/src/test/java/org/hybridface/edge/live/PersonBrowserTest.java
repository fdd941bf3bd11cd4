// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.Whose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done with one person on "People", in a real browser. */
class PersonBrowserTest extends InBrowser {

    private static final String SAID = "document.getElementById('said').textContent";

    private static MockEndpoint corrected;
    private static MockEndpoint erased;
    private static String ada;

    @BeforeAll
    static void start() throws Exception {
        corrected = page.correctedInsteadOfBroker();
        erased = page.erasedInsteadOfBroker();
        ada = page.known(page.newFace(), "Ada", new Whose(Optional.of(UUID.randomUUID().toString()), false, Optional.of(Instant.parse("2030-02-01T04:59:59Z")), Set.of()));
        page.show(ada);
    }

    @BeforeEach
    void open() {
        corrected.reset();
        erased.reset();
        browser.timeZone("America/New_York");
        follow("people.html");
        await().atMost(SOON).until(() -> browser.is("document.querySelector('.person')"));
        browser.run("[...document.querySelectorAll('.person')].find(e => e.textContent.includes('Ada')).querySelector('.open').click()");
    }

    private static void click(String choice) {
        browser.run("document.querySelector('.more:not([hidden]) ." + choice + "').click()");
    }

    @Test
    void everythingHeldComesAsAZipAndThePageSaysThatTheCloudWasNotAsked() {
        browser.run("const make = URL.createObjectURL; URL.createObjectURL = (blob) => { blob.arrayBuffer().then((b) => { window.zip = new Uint8Array(b); }); return make(blob); };");
        click("export");
        assertThat(browser.is("document.getElementById('export').open")).isTrue();
        assertThat(browser.text("document.getElementById('export-whom').textContent")).isEqualTo("Ada");

        browser.run("document.querySelector('#export button[value=export]').click()");

        await().atMost(SOON).until(() -> browser.text(SAID).contains("the cloud was not asked"));
        await().atMost(SOON).until(() -> browser.is("window.zip"));
        assertThat(browser.text("String.fromCharCode(...window.zip.slice(0, 2))")).isEqualTo("PK");
        assertThat(browser.text("new TextDecoder('latin1').decode(window.zip)")).contains("README.txt", "manifest.json", "device/door/faces/" + ada + ".json");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aDialogThatIsLeftExportsNothing() {
        click("export");
        browser.run("document.querySelector('#export button[value=cancel]').click()");
        assertThat(browser.is("document.getElementById('export').open")).isFalse();
        assertThat(browser.is("document.getElementById('last').hidden")).isTrue();
    }

    @Test
    void erasingAsksOnceAndGoesToTheCloud() {
        browser.run("window.asked = []; window.confirm = (what) => { window.asked.push(what); return window.asked.length > 1; }");
        click("erase");
        assertThat(browser.text("window.asked[0]")).startsWith("Erase Ada everywhere").endsWith("This cannot be undone.");
        assertThat(erased.getExchanges()).isEmpty();

        click("erase");

        await().atMost(SOON).until(() -> erased.getExchanges().size() == 1);
        assertThat(ErasePerson.fromJson(erased.getExchanges().get(0).getMessage().getBody(String.class).getBytes(UTF_8)).faceId()).contains(page.faceId(ada));
        await().atMost(SOON).until(() -> browser.text(SAID).contains("is being erased everywhere"));
    }

    @Test
    void consentEndsOnTheDayThatWasChosenAlsoInTheWest() {
        assertThat(browser.text("document.querySelector('.more:not([hidden]) .consenting').elements.until.value")).isEqualTo("2030-01-31");

        browser.run("document.querySelector('.more:not([hidden]) .consenting').requestSubmit()");

        await().atMost(SOON).until(() -> corrected.getExchanges().size() == 1);
        assertThat(PageUnderTest.lastSent(corrected).act()).isEqualTo(new Act.Consent(page.faceId(ada), Optional.of(Instant.parse("2030-02-01T04:59:59Z"))));
    }

    @Test
    void whoeverIsGoneSinceThePageWasDrawnIsSaidToBe() {
        String gone = page.newFace();
        page.show(ada, gone);
        await().atMost(SOON).until(() -> browser.is("[...document.querySelectorAll('.person .label')].some(e => e.textContent === '" + gone + "')"));
        browser.run("window.person = [...document.querySelectorAll('.person')].find(e => e.textContent.includes('" + gone + "')); window.person.querySelector('.open').click()");
        // As another tab would, between two looks of this one.
        page.cache().forget(gone);

        browser.run("window.person.querySelector('.never').click()");

        await().atMost(SOON).until(() -> browser.is("document.getElementById('said').classList.contains('bad')"));
        assertThat(browser.text(SAID)).contains(gone);
        await().atMost(SOON).until(() -> browser.is("![...document.querySelectorAll('.person .label')].some(e => e.textContent === '" + gone + "')"));
    }
}
