// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Two devices at one cloud: what one of them learns or is told, the other shows. */
class TwoDevicesTest extends LoopSupport {

    private static final String INDEX = "rekognition:IndexFaces";

    @Test
    void twoDevicesAtOnceShareWhatOneOfThemEnrolled() throws Exception {
        Path faces = loop.photos("katherine", "Katherine");
        long indexed = loop.cloud().recogniserCalls(INDEX);
        try (RealEdge first = loop.edge("camera-1", faces)) {
            first.awaitLine("User001 -> asked the cloud -> new to the pool");
            loop.nameInTable(loop.onlyFaceSeenBy("camera-1#User001"), "Katherine Johnson");
            first.awaitLine("User001 -> heard from the cloud -> Katherine Johnson");
            try (RealEdge second = loop.edge("camera-2", faces)) {
                second.awaitLine("User001 -> asked the cloud -> Katherine Johnson");
            }
        }
        assertThat(loop.cloud().recogniserCalls(INDEX)).isEqualTo(indexed + 1);
    }

    @Test
    void aNameTypedAtOneDeviceIsShownByTheOtherUnlessNamingIsOff() throws Exception {
        Path faces = loop.photos("edsger", "Edsger");
        try (RealEdge first = loop.edge("camera-1", faces, "cloud.naming", "true")) {
            first.awaitLine("User001 -> asked the cloud -> new to the pool");
            try (RealEdge second = loop.edge("camera-2", faces, "cloud.naming", "false")) {
                second.awaitLine("User001 -> asked the cloud -> new to the pool");

                JsonNode off = second.name("User001", "Only Here");
                assertThat(off.path("cloud").asBoolean(true)).isFalse();
                assertThat(off.path("reason").asText()).contains("cloud.naming is false");
                second.awaitOnPage("Only Here");

                assertThat(first.name("User001", "Edsger Dijkstra").path("cloud").asBoolean()).isTrue();
                second.awaitOnPage("Edsger Dijkstra");
                first.awaitOnPage("Edsger Dijkstra");
                assertThat(first.with("Only Here")).as("the name of the device whose naming is off never left it").isEmpty();
                assertThat(loop.cloud().failures().list()).isEmpty();
                aNameTypedIntoAPageAppearsOnTheOther(first, second, "Edsger W. Dijkstra");
            }
        }
    }

    private static void aNameTypedIntoAPageAppearsOnTheOther(RealEdge first, RealEdge second, String name) {
        Assumptions.assumeTrue(Browser.isInstalled(),
                "no name was typed into a page: install Chromium and its driver (apt-get install chromium chromium-driver)");
        try (Browser browser = Browser.start(directory.resolve("browser"))) {
            browser.open(first.page());
            browser.typeName("User001", name);
            browser.awaitLabel("User001", name);
            browser.open(second.page());
            browser.awaitLabel("User001", name);
        }
    }
}
