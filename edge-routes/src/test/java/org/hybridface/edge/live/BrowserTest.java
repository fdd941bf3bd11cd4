// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.edge.cache.FaceEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page in a real browser. */
class BrowserTest extends InBrowser {

    private static String key;
    private static ScheduledExecutorService camera;

    @BeforeAll
    static void start() throws Exception {
        key = page.newFace();
        camera = Executors.newSingleThreadScheduledExecutor();
        camera.scheduleWithFixedDelay(() -> page.show(key), 0, 100, TimeUnit.MILLISECONDS);
    }

    @AfterAll
    static void stop() {
        if (camera != null) {
            camera.shutdownNow();
        }
    }

    @BeforeEach
    void open() {
        openLivePage();
        await().atMost(SOON).until(() -> browser.is(card("")));
    }

    @Test
    void thePageLoadsWithoutComplaintsAndTheVideoMoves() {
        String first = toneOfVideo();
        await().atMost(SOON).until(() -> !toneOfVideo().equals(first));
        String second = toneOfVideo();
        await().atMost(SOON).until(() -> !toneOfVideo().equals(second));
        assertThat(browser.text("document.title")).isEqualTo("1 in view");
        assertThat(browser.text("document.getElementById('thing').textContent")).isEqualTo("device door");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aNameGivenByKeyboardAloneAppearsOnCardAndFrame() {
        browser.run("document.body.tabIndex = -1; document.body.focus()");
        pressUntil(Keys.TAB, "document.activeElement.classList.contains('edit')");
        browser.press(Keys.ENTER);
        await().atMost(SOON).until(() -> browser.is("document.activeElement.name === 'name'"));
        browser.type("Ada Łovelace");
        browser.press(Keys.ENTER);
        await().atMost(SOON).until(() -> browser.text(card(".querySelector('.label').textContent")).equals("Ada Łovelace"));
        assertThat(page.cache().find(key).flatMap(FaceEntry::name)).contains("Ada Łovelace");
        assertThat(browser.text(card(".className"))).isEqualTo("face named");
        await().atMost(SOON).until(() -> browser.number(COUNT_GREEN) > 40);
        assertThat(browser.is("document.activeElement.classList.contains('edit')"))
                .as("the keyboard goes on where it was").isTrue();
    }

    @Test
    void aScriptInANameStaysText() {
        String nasty = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>";
        page.cache().rename(key, nasty);
        await().atMost(SOON).until(() -> browser.text(card(".querySelector('.label').textContent")).equals(nasty));
        assertThat(browser.is("'hacked' in window")).isFalse();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void escapeClosesTheFormAndForgettingAsksTwice() {
        String other = page.newFace();
        await().atMost(SOON).until(() -> browser.is(card(other, "")));
        browser.run(card(other, ".querySelector('.edit').click()"));
        browser.press(Keys.ESCAPE);
        assertThat(browser.is(card(other, ".querySelector('form').hidden"))).isTrue();
        browser.run(card(other, ".querySelector('.edit').click()"));
        browser.run(card(other, ".querySelector('.forget').click()"));
        assertThat(browser.text(card(other, ".querySelector('.forget').textContent"))).isEqualTo("Really forget?");
        assertThat(page.cache().find(other)).isPresent();
        browser.run(card(other, ".querySelector('.forget').click()"));
        await().atMost(SOON).until(() -> page.cache().find(other).isEmpty());
        await().atMost(SOON).until(() -> browser.is(card(other, " === null")));
    }

    @Test
    void aNameTheDeviceRefusesIsExplainedBesideTheForm() {
        browser.run(card(".querySelector('.edit').click()"));
        browser.type("   ");
        browser.press(Keys.ENTER);
        await().atMost(SOON).until(() -> browser.text(card(".querySelector('.said').textContent")).contains("'name' is empty"));
    }

    @Test
    void whyANameStaysHereIsReadBelowTheClosedFormAndAWrongNameIsTakenAway() {
        browser.run(card(".querySelector('.edit').click()"));
        browser.type("Grace");
        browser.press(Keys.ENTER);
        await().atMost(SOON).until(() -> browser.is(card(".querySelector('form').hidden")));
        assertThat(browser.text(card(".querySelector('.said').textContent"))).contains("the cloud does not know this face yet");
        assertThat(browser.is(card(".querySelector('.said').offsetParent !== null"))).as("it can be seen").isTrue();
        assertThat(browser.text(card(".querySelector('.detail').textContent"))).doesNotContain("%");
        browser.run(card(".querySelector('.edit').click()"));
        browser.run(card(".querySelector('.unname').click()"));
        await().atMost(SOON).until(() -> page.cache().find(key).flatMap(FaceEntry::name).isEmpty());
        await().atMost(SOON).until(() -> browser.text(card(".querySelector('.label').textContent")).equals(key));
    }

    @Test
    void anEndedSourceSaysSoAndTheVideoKeepsItsShape() {
        assertThat(shown("cameras", "[{camera: 'camera:file:a.avi', status: 'ended', framesPerSecond: 5, frames: 9, dropped: 0, unreadable: 3, width: 1920, height: 1080}]",
                "camera")).isEqualTo("ok ended");
        assertThat(browser.text("document.getElementById('frames').textContent")).isEqualTo("9 so far, 0 skipped, 3 damaged");
        assertThat(browser.text("document.getElementById('no-video').textContent")).contains("has ended");
        assertThat(browser.is("document.getElementById('no-video').hidden")).isFalse();
        assertThat(browser.text("document.getElementById('video').style.aspectRatio")).isEqualTo("1920 / 1080");
    }

    @Test
    void onAPhoneNothingIsWiderThanTheScreen() {
        browser.window(390, 844, "dark");
        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        assertThat(browser.text("getComputedStyle(document.body).backgroundColor")).isEqualTo("rgb(14, 19, 26)");
        assertThat(browser.is("[...document.querySelectorAll('button')].filter(b => b.offsetParent)"
                + ".every(b => b.getBoundingClientRect().height >= 32)")).as("fingers can hit the buttons").isTrue();
    }

    @Test
    void severalCamerasAreCountedAndTheWorstGivesTheColour() {
        String cameras = "[{camera: 'camera:0', status: 'flowing', framesPerSecond: 5, frames: 9, dropped: 0, width: 640, height: 480},"
                + " {camera: 'camera:1', status: 'lost', framesPerSecond: 0, frames: 0, dropped: 0}]";
        assertThat(shown("cameras", cameras, "camera")).isEqualTo("down 1 of 2 flowing");
        assertThat(browser.text("[...document.querySelectorAll('#more-videos figcaption')].map(e => e.textContent).join()")).as("each has a video")
                .isEqualTo("camera:1");
    }

    @Test
    void aSilentCloudAndAFullOutboxAreSeenAtAGlance() {
        assertThat(shown("cloud", "{connected: true, url: 'ssl://x'}", "cloud")).isEqualTo("ok connected");
        assertThat(shown("cloud", "{connected: true, url: 'ssl://x'}", "cloud", "shadow")).isEqualTo("warn not answering");
        assertThat(shown("cloud", "{connected: false, url: 'ssl://x'}", "cloud")).isEqualTo("down away");
        assertThat(shown("outbox", "{waiting: 3, bytes: 60000, oldest: '2026-01-31T10:15:30Z'}", "outbox")).isEqualTo("warn 3 waiting");
        assertThat(shown("outbox", "{waiting: 3, bytes: 60000, oldest: '2026-01-31T10:15:30Z'}", "outbox", "outbox")).isEqualTo("down 3 waiting");
    }

    /** Colour and words of one of the marks on top, when the device's status is as it is but for one part and these problems. */
    private static String shown(String part, String value, String mark, String... problems) {
        String wrong = Stream.of(problems).map(check -> "{check: '" + check + "', message: 'made up'}").collect(Collectors.joining(", ", "[", "]"));
        return browser.text("(async () => { const status = await ask('/api/status'); status." + part + " = " + value + "; status.problems = " + wrong
                + "; showStatus(status); const mark = $('pill-" + mark + "'); return mark.className + ' ' + mark.querySelector('.value').textContent; })()");
    }

    @Test
    void everythingThatCanBePressedHasAName() {
        assertThat(browser.number("[...document.querySelectorAll('button,a,input')].filter(e => e.offsetParent)"
                + ".filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).length")).isZero();
    }

    /** An expression about the face's card. */
    private static String card(String rest) {
        return card(key, rest);
    }

    private static String card(String ofKey, String rest) {
        return "document.getElementById('face-" + ofKey + "')" + rest;
    }

    private static void pressUntil(Keys what, String condition) {
        for (int i = 0; i < 40 && !browser.is(condition); i++) {
            browser.press(what);
        }
        assertThat(browser.is(condition)).as(condition).isTrue();
    }

    private static String toneOfVideo() {
        return browser.text("(" + PIXELS + ").slice(0, 3).join()");
    }

    /** All pixels of the video as it is shown right now: red, green, blue, opacity. */
    private static final String PIXELS = "(() => { const video = document.getElementById('video'), canvas = document.createElement('canvas');"
            + " if (!video.naturalWidth) return [];"
            + " canvas.width = video.naturalWidth; canvas.height = video.naturalHeight; const pen = canvas.getContext('2d');"
            + " pen.drawImage(video, 0, 0); return [...pen.getImageData(0, 0, canvas.width, canvas.height).data]; })()";

    /** Pixels much greener than red or blue: the box and label of somebody with a name. */
    private static final String COUNT_GREEN = "(() => { const data = " + PIXELS + "; let count = 0;"
            + " for (let i = 0; i < data.length; i += 4) if (data[i + 1] > data[i] + 40 && data[i + 1] > data[i + 2] + 20) count++;"
            + " return count; })()";
}
