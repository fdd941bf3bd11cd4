// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.Whose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two tabs of one browser correct one person: nobody overwrites what they did not see, and both end alike. The test is the cloud. A minute: only with {@code -Dtabs=true}. */
class TwoTabsBrowserTest extends InBrowser {

    private static final String SAID = "document.getElementById('said').textContent";
    private static final String LABELS = "[...document.querySelectorAll('.person .label')].map(e => e.textContent).join()";
    private static final String FORM = "document.querySelector('.person .more:not([hidden]) .naming')";

    private static MockEndpoint corrected;
    private static String one;
    private static String other;

    private String ada;
    private String name;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(Boolean.getBoolean("tabs"), "two tabs take a minute: -Dtabs=true runs them");
        corrected = page.correctedInsteadOfBroker();
        // Names as well: both go to one place.
        page.cloudInsteadOfBroker();
        one = browser.tab();
        other = browser.newTab();
    }

    @BeforeEach
    void bothShowHer() throws Exception {
        page.cache().list().forEach(face -> page.cache().forget(face.key()));
        name = "Ada " + UUID.randomUUID().toString().substring(0, 4);
        ada = page.known(name, Whose.of(UUID.randomUUID().toString()));
        page.show(ada);
        corrected.reset();
        for (String tab : List.of(other, one)) {
            browser.show(tab);
            follow("people.html");
            awaitShown(name);
        }
    }

    /** The video of a live page that is left open takes one of the few connections that a browser makes. */
    @AfterEach
    void leave() {
        for (String tab : List.of(one, other)) {
            browser.show(tab);
            browser.open("about:blank");
        }
    }

    @Test
    void whoTypesWhileTheOtherCorrectsIsToldSoAndBothTabsEndAlike() throws Exception {
        opensForm(one);
        opensForm(other);
        says(one, "Eve");
        await().atMost(SOON).until(() -> sent().size() == 1);

        says(other, "Bob");
        await().atMost(SOON).until(() -> browser.text(SAID).contains("was corrected by somebody else meanwhile"));
        assertThat(sent()).as("what the other tab has said stands").hasSize(1);
        assertThat(browser.text(FORM + ".elements.name.value")).as("what was typed is not lost").isEqualTo("Bob");

        cloudSays("Eve");
        awaitInBoth("Eve");
        assertThat(page.cache().find(ada).flatMap(FaceEntry::name)).contains("Eve");
    }

    @Test
    void whoWasToldMaySayItOnceMoreAndTheNewerIsTakenBackFirst() throws Exception {
        opensForm(one);
        opensForm(other);
        says(one, "Eve");
        await().atMost(SOON).until(() -> sent().size() == 1);
        cloudSays("Eve");
        says(other, "Bob");
        await().atMost(SOON).until(() -> browser.text(SAID).contains("now Eve, was corrected by somebody else"));

        says(other, "Bob");
        await().atMost(SOON).until(() -> sent().size() == 2);
        assertThat(sent().get(1).act()).isEqualTo(new Act.Rename(page.faceId(ada), Optional.of("Bob")));
        cloudSays("Bob");
        awaitInBoth("Bob");

        takesBack(one);
        await().atMost(SOON).until(() -> browser.text(SAID).contains("must be taken back first"));
        assertThat(sent()).hasSize(2);
        takesBack(other);
        await().atMost(SOON).until(() -> sent().size() == 3);
        assertThat(sent().get(2).act()).isEqualTo(new Act.Undo(sent().get(1).id()));
        cloudSays("Eve");
        awaitInBoth("Eve");
        takesBack(one);
        await().atMost(SOON).until(() -> sent().size() == 4);
        assertThat(sent().get(3).act()).isEqualTo(new Act.Undo(sent().get(0).id()));
        cloudSays(name);
        awaitInBoth(name);
    }

    /** Before the cloud has answered, the name is the old one yet. */
    @Test
    void aCorrectionThatIsOnItsWayIsSeenInTheOtherTab() throws Exception {
        opensForm(one);
        says(one, "Eve");
        await().atMost(SOON).until(() -> sent().size() == 1);

        browser.show(other);
        await().atMost(SOON).until(() -> browser.text("document.querySelector('.person .marks').textContent").contains("a correction is on its way"));
        cloudSays("Eve");
        awaitShown("Eve");
        await().atMost(SOON).until(() -> !browser.text("document.querySelector('.person .marks').textContent").contains("on its way"));
    }

    @Test
    void theLivePageOverwritesNothingEither() throws Exception {
        browser.show(other);
        openLivePage();
        await().atMost(SOON).until(() -> browser.is("document.querySelector('.face .edit')"));
        browser.run("document.querySelector('.face .edit').click()");
        opensForm(one);
        says(one, "Eve");
        await().atMost(SOON).until(() -> sent().size() == 1);

        browser.show(other);
        browser.run("const f = document.querySelector('.face form'); f.elements.name.value = 'Bob'; f.requestSubmit()");
        await().atMost(SOON).until(() -> browser.text("document.querySelector('.face .said').textContent").contains("was corrected by somebody else meanwhile"));
        assertThat(corrected.getExchanges()).as("what the other tab has said, and no other name").hasSize(1);
        cloudSays("Eve");
        await().atMost(SOON).until(() -> browser.text("document.querySelector('.face .label').textContent").equals("Eve"));
    }

    private static void opensForm(String tab) {
        browser.show(tab);
        browser.run("document.querySelector('.person .open').click()");
        assertThat(browser.is(FORM)).isTrue();
    }

    private static void says(String tab, String called) {
        browser.show(tab);
        browser.run("const f = " + FORM + "; f.elements.name.value = '" + called + "'; f.requestSubmit()");
    }

    private static void takesBack(String tab) {
        browser.show(tab);
        browser.run("document.getElementById('undo').click()");
    }

    private void cloudSays(String called) throws Exception {
        FaceEntry face = page.cache().find(ada).orElseThrow();
        page.cache().apply(ada, new Answer.Named(called, face.faceId().orElseThrow(), 100, face.answerVersion() + 1, face.whose()));
    }

    private static void awaitInBoth(String called) {
        for (String tab : List.of(one, other)) {
            browser.show(tab);
            awaitShown(called);
        }
    }

    private static void awaitShown(String called) {
        await().atMost(SOON).until(() -> browser.text(LABELS).equals(called));
    }

    private static List<Correction> sent() {
        return corrected.getExchanges().stream().map(Exchange::getMessage).map(message -> Correction.fromJson(message.getBody(String.class).getBytes(UTF_8))).toList();
    }
}
