// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.builder.AdviceWith;
import org.hybridface.cloud.event.Events;
import org.hybridface.cloud.face.Match;
import org.hybridface.messages.Answer;
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

        recognise();

        assertThat(arrows).containsExactly("store-photo", "search-face", "enrol-face");
    }

    @Test
    void aKnownFaceGoesStoreSearchLookUp() throws Exception {
        cutOff(new Match("face", "person", 98));

        recognise();

        assertThat(arrows).containsExactly("store-photo", "search-face", "look-up-name");
    }

    @Test
    void theDeviceIsToldBeforeTheEventIsClosed() throws Exception {
        AdviceWith.adviceWith(cloud.routes.context(), "new-face", route -> {
            for (String arrow : List.of("recognise", "tell-device")) {
                route.interceptSendToEndpoint("direct:" + arrow).skipSendToOriginalEndpoint().process(exchange -> {
                    arrows.add(arrow);
                    arrows.addAll(cloud.table.calls());
                    exchange.setVariable("answer", new Answer.Rejected("no-face"));
                });
            }
        });

        cloud.routes.run("new-face", Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("ada")), cloud.now());

        assertThat(arrows).containsExactly("recognise", "claim", "tell-device", "claim");
        assertThat(cloud.table.calls()).containsExactly("claim", "save answer");
    }

    private void recognise() {
        cloud.routes.context().createProducerTemplate().send("direct:recognise", exchange ->
                exchange.setVariable("event", new Events(Cloud.BUCKET, Clock.systemUTC())
                        .newFace(Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("ada")))));
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
