package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.builder.AdviceWith;
import org.hybridface.cloud.face.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order of the arrows, with what they do cut off. */
class ArrowsTest {

    private final Cloud cloud = new Cloud();
    private final List<String> arrows = new ArrayList<>();

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void anUnknownFaceGoesStoreSearchEnrol() throws Exception {
        cutOff(null);

        cloud.routes.run("recognise", new byte[0], Instant.MAX);

        assertThat(arrows).containsExactly("store-photo", "search-face", "enrol-face");
    }

    @Test
    void aKnownFaceGoesStoreSearchLookUp() throws Exception {
        cutOff(new Match("face", "person", 98));

        cloud.routes.run("recognise", new byte[0], Instant.MAX);

        assertThat(arrows).containsExactly("store-photo", "search-face", "look-up-name");
    }

    @Test
    void theDeviceIsToldBeforeTheEventIsClosed() throws Exception {
        AdviceWith.adviceWith(cloud.routes.context(), "new-face", route -> {
            for (String arrow : List.of("recognise", "tell-device", "close-event", "report-result")) {
                route.interceptSendToEndpoint("direct:" + arrow).skipSendToOriginalEndpoint()
                        .process(exchange -> arrows.add(arrow));
            }
        });

        cloud.routes.run("new-face", Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("ada")), cloud.now());

        assertThat(arrows).containsExactly("recognise", "tell-device", "close-event", "report-result");
    }

    private void cutOff(Match match) throws Exception {
        AdviceWith.adviceWith(cloud.routes.context(), "recognise", route -> {
            for (String arrow : List.of("store-photo", "search-face", "enrol-face", "look-up-name")) {
                route.interceptSendToEndpoint("direct:" + arrow).skipSendToOriginalEndpoint().process(exchange -> {
                    arrows.add(arrow);
                    exchange.setVariable("match", match);
                });
            }
        });
    }
}
