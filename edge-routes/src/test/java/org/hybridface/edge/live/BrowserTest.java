package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hybridface.edge.cache.FaceEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. Skipped, visibly, where Chromium is not installed. */
class BrowserTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    // The browser may still write while it ends.
    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static PageUnderTest page;
    private static Browser browser;
    private static String key;
    private static ScheduledExecutorService camera;

    @BeforeAll
    static void start() throws Exception {
        Path program = Browser.installed().orElse(null);
        Assumptions.assumeTrue(program != null, "Chromium is not installed: the page was not tested in a browser (apt-get install chromium)");
        page = PageUnderTest.start(folder);
        key = page.newFace();
        camera = Executors.newSingleThreadScheduledExecutor();
        camera.scheduleWithFixedDelay(() -> page.show(key), 0, 100, TimeUnit.MILLISECONDS);
        browser = Browser.start(program, folder.resolve("browser"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (camera != null) {
            camera.shutdownNow();
            page.close();
        }
    }

    @BeforeEach
    void open() {
        browser.window(1280, 900, "light");
        browser.complaints().clear();
        browser.open("http://127.0.0.1:" + page.port() + "/");
        await().atMost(SOON).until(() -> card("? true : false").asBoolean());
    }

    @Test
    void thePageLoadsWithoutComplaintsAndTheVideoMoves() {
        String first = toneOfVideo();
        await().atMost(SOON).until(() -> !toneOfVideo().equals(first));
        String second = toneOfVideo();
        await().atMost(SOON).until(() -> !toneOfVideo().equals(second));
        assertThat(browser.eval("document.title").asText()).isEqualTo("1 in view");
        assertThat(browser.eval("document.getElementById('thing').textContent").asText()).isEqualTo("device door");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aNameGivenByKeyboardAloneAppearsOnCardAndFrame() {
        browser.eval("document.body.tabIndex = -1; document.body.focus()");
        pressUntil("Tab", "document.activeElement.classList.contains('edit')");
        browser.press("Enter");
        await().atMost(SOON).until(() -> browser.eval("document.activeElement.name === 'name'").asBoolean());
        browser.type("Ada Łovelace");
        browser.press("Enter");
        await().atMost(SOON).until(() -> card(".querySelector('.label').textContent").asText().equals("Ada Łovelace"));
        assertThat(page.cache().find(key).flatMap(FaceEntry::name)).contains("Ada Łovelace");
        assertThat(card(".className").asText()).isEqualTo("face named");
        await().atMost(SOON).until(() -> browser.eval(COUNT_GREEN).asInt() > 40);
        assertThat(browser.eval("document.activeElement.classList.contains('edit')").asBoolean())
                .as("the keyboard goes on where it was").isTrue();
    }

    @Test
    void aScriptInANameStaysText() {
        String nasty = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>";
        page.cache().rename(key, nasty);
        await().atMost(SOON).until(() -> card(".querySelector('.label').textContent").asText().equals(nasty));
        assertThat(browser.eval("'hacked' in window").asBoolean()).isFalse();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void escapeClosesTheFormAndForgettingAsksTwice() {
        String other = page.newFace();
        await().atMost(SOON).until(() -> browser.eval("!!document.getElementById('face-" + other + "')").asBoolean());
        String card = "document.getElementById('face-" + other + "')";
        browser.eval(card + ".querySelector('.edit').click()");
        browser.press("Escape");
        assertThat(browser.eval(card + ".querySelector('form').hidden").asBoolean()).isTrue();
        browser.eval(card + ".querySelector('.edit').click()");
        browser.eval(card + ".querySelector('.forget').click()");
        assertThat(browser.eval(card + ".querySelector('.forget').textContent").asText()).isEqualTo("Really forget?");
        assertThat(page.cache().find(other)).isPresent();
        browser.eval(card + ".querySelector('.forget').click()");
        await().atMost(SOON).until(() -> page.cache().find(other).isEmpty());
        await().atMost(SOON).until(() -> browser.eval(card + " === null").asBoolean());
    }

    @Test
    void aNameTheDeviceRefusesIsExplainedBesideTheForm() {
        browser.eval(cardElement() + ".querySelector('.edit').click()");
        browser.type("   ");
        browser.press("Enter");
        await().atMost(SOON).until(() -> card(".querySelector('.said').textContent").asText().contains("'name' is empty"));
    }

    @Test
    void onAPhoneNothingIsWiderThanTheScreen() {
        browser.window(390, 844, "dark");
        assertThat(browser.eval("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(390);
        assertThat(browser.eval("getComputedStyle(document.body).backgroundColor").asText()).isEqualTo("rgb(14, 19, 26)");
        assertThat(browser.eval("[...document.querySelectorAll('button')].filter(b => b.offsetParent)"
                + ".every(b => b.getBoundingClientRect().height >= 32)").asBoolean()).as("fingers can hit the buttons").isTrue();
    }

    @Test
    void everythingThatCanBePressedHasAName() {
        assertThat(browser.eval("[...document.querySelectorAll('button,a,input')].filter(e => e.offsetParent)"
                + ".filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).length").asInt()).isZero();
    }

    private static String cardElement() {
        return "document.getElementById('face-" + key + "')";
    }

    private static com.fasterxml.jackson.databind.JsonNode card(String rest) {
        return browser.eval(cardElement() + rest);
    }

    private static void pressUntil(String keyName, String condition) {
        for (int i = 0; i < 40 && !browser.eval(condition).asBoolean(); i++) {
            browser.press(keyName);
        }
        assertThat(browser.eval(condition).asBoolean()).as(condition).isTrue();
    }

    private static String toneOfVideo() {
        return browser.eval("(" + PIXELS + ").slice(0, 3).join()").asText();
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
