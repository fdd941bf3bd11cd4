// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.SEALER;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Constants;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.Faces;
import org.hybridface.edge.explain.FaceNews;
import org.hybridface.edge.gallery.Gallery;
import org.hybridface.edge.gallery.GallerySettings;
import org.hybridface.edge.gallery.SightingReports;
import org.hybridface.edge.mqtt.SendingPace;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.Answer;
import org.hybridface.messages.FaceSeen;
import org.hybridface.messages.FleetKeys;
import org.hybridface.messages.Known;
import org.hybridface.messages.LookVector;
import org.hybridface.messages.Topics;
import org.hybridface.messages.Whose;
import org.hybridface.vision.Embedding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GalleryRouteTest extends RouteTest {

    private static final FleetKeys KEYS = FleetKeys.parse(FleetKeys.fresh());
    private static final String PERSON = "aaaaaaaa-0000-0000-0000-000000000001";
    private static final String FACE_ID = "ffffffff-0000-0000-0000-000000000001";
    private static final Embedding LOOK = new Embedding(Faces.MODEL, new float[] {1, 0, 0});

    private Gallery gallery;
    private FaceCache shared;

    @Override
    String file() {
        return "gallery";
    }

    @Override
    void options(Properties own) {
        own.setProperty("gallery.key.file", "/etc/hybridface/fleet.key");
    }

    @Override
    void bind(CamelContext context) throws Exception {
        SteadyClock steady = SteadyClock.of(clock);
        gallery = new Gallery(() -> new GallerySettings("thing-1", Faces.MODEL, 10, Duration.ofDays(30), Duration.ofHours(24), 0.3), directory.resolve("gallery"),
                SEALER, KEYS, steady);
        shared = new FaceCache(() -> Faces.SETTINGS, directory.resolve("shared"), SEALER, clock, FaceNews.NONE, gallery, () -> 0);
        gallery.serves(shared, () -> true);
        shared.start();
        gallery.open();
        context.getRegistry().bind("gallery", gallery);
        context.getRegistry().bind("sightingReports", new SightingReports(shared, () -> true, steady));
        gallery.subscribing(Gallery.FILTER);
        gallery.subscribed(Gallery.FILTER);
        clock.advance(Duration.ofSeconds(4));
    }

    @AfterEach
    void stopSharing() {
        gallery.close();
        shared.stop();
    }

    @Test
    void whomTheCloudNamedIsToldToTheFleetOnceUnderHisOwnTopic() throws Exception {
        MockEndpoint fleet = replace("gallery-to-fleet", "tell-fleet");
        replaceFrom("fleet-to-gallery", "direct:known");
        replace("sightings-to-cloud", "tell-cloud");
        fleet.expectedMessageCount(1);
        context.start();
        learn();

        fleet.assertIsSatisfied();
        noMoreComesTo(fleet);
        byte[] message = fleet.getExchanges().get(0).getMessage().getBody(byte[].class);
        String topic = fleet.getExchanges().get(0).getMessage().getHeader(PahoMqtt5Constants.CAMEL_PAHO_OVERRIDE_TOPIC, String.class);
        assertThat(Known.fromMessage(topic, message, KEYS).name()).contains("Ada");
        assertThat(fleet.getExchanges().get(0).getMessage().getHeader(PahoMqtt5Constants.CAMEL_PAHO_MSG_PROPERTIES, MqttProperties.class)
                .getMessageExpiryInterval()).as("no longer than every broker can count").isEqualTo(Duration.ofDays(24).toSeconds());
    }

    /** Though what was not taken by the broker would go again by now. */
    private void noMoreComesTo(MockEndpoint told) throws InterruptedException {
        clock.advance(SendingPace.AFTER_FAULT);
        told.setAssertPeriod(1000);
        told.assertIsSatisfied();
    }

    private void learn() throws IOException {
        String key = shared.remember(LOOK, Set.of());
        shared.add(key);
        shared.apply(key, new Answer.Named("Ada", FACE_ID, 98.7, 1, Whose.of(PERSON)));
    }

    @Test
    void whomAnotherDeviceKnowsIsRecognisedAndTheCloudHearsItOnce() throws Exception {
        replace("gallery-to-fleet", "tell-fleet");
        replaceFrom("fleet-to-gallery", "direct:known");
        MockEndpoint cloud = replace("sightings-to-cloud", "tell-cloud");
        cloud.expectedMessageCount(1);
        context.start();
        Known ada = new Known(Whose.of(PERSON), Faces.MODEL, List.of(new LookVector(LOOK.values())), Optional.of("Ada"), FACE_ID, 98.7, 1, "thing-2",
                clock.instant(), clock.instant().plus(Duration.ofDays(1)));
        template.sendBodyAndHeader("direct:known", "garbage".getBytes(), PahoMqtt5Constants.MQTT_TOPIC, Topics.known(PERSON));
        template.sendBodyAndHeader("direct:known", ada.toMessage(KEYS), PahoMqtt5Constants.MQTT_TOPIC, Topics.known(PERSON));
        String key = shared.adopt(LOOK, Set.of(), Set.of()).orElseThrow();

        cloud.assertIsSatisfied();
        noMoreComesTo(cloud);
        assertThat(FaceSeen.fromJson(cloud.getExchanges().get(0).getMessage().getBody(byte[].class)))
                .isEqualTo(new FaceSeen(shared.deviceKeys().of(key).toString(), FACE_ID, 1));
        template.sendBodyAndHeader("direct:known", new byte[0], PahoMqtt5Constants.MQTT_TOPIC, Topics.known(PERSON));
        assertThat(shared.find(key)).isEmpty();
    }
}
