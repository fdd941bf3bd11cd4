// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.InvalidMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators and devices ask for, as the routes get it. */
class EventsTest {

    private static final String PERSON = "00000000-0000-0000-0000-00000000000a";
    private static final String FACE = "00000000-0000-0000-0000-000000000001";

    private final Events events = new Events("photos", Clock.systemUTC());

    @Test
    void anErasureIsADevicesOnlyWhenItComesFromTheTopic() {
        String request = "\"version\":1,\"person\":\"" + PERSON + "\",\"by\":\"Grace\"";
        Erasing atDevice = events.erasing(json("{\"thing\":\"door\",\"topic\":\"face_recognition/erase\"," + request + "}"));
        Erasing asOperator = events.erasing(json("{\"action\":\"erase\"," + request + "}"));

        assertThat(atDevice.thing()).contains("door");
        assertThat(asOperator.thing()).as("an operator may erase everybody").isEmpty();
        assertThat(asOperator.request().person()).contains(PERSON);
        assertThat(atDevice).hasToString("event=erase person=" + PERSON + " thing=door");
    }

    @Test
    void anExportBeginsWithTheFirstPhotoUnlessItSaysWhichPartFollows() {
        Exporting first = events.exporting(json("{\"action\":\"export\",\"faceId\":\"" + FACE + "\",\"by\":\"Grace\"}"));
        assertThat(first.from()).isZero();
        assertThat(events.exporting(json("{\"faceId\":\"" + FACE + "\",\"by\":\"Grace\",\"from\":0}"))).isEqualTo(first);
        assertThat(first).hasToString("event=export faceId=" + FACE + " from=0");

        Exporting second = events.exporting(json("{\"action\":\"export\",\"person\":\"" + PERSON + "\",\"by\":\"Grace\",\"from\":3}"));
        assertThat(second.from()).isEqualTo(3);
        assertThat(second).hasToString("event=export person=" + PERSON + " from=3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\"3\"", "1.5", "null"})
    void whatIsNoNumberOfPhotosIsRefused(String from) {
        assertThatThrownBy(() -> events.exporting(json("{\"person\":\"" + PERSON + "\",\"by\":\"Grace\",\"from\":" + from + "}")))
                .isInstanceOf(InvalidMessageException.class).hasMessageContaining("'from'");
    }

    @Test
    void whoSaysThatADeviceIsNoMoreIsNamed() {
        Scrapped scrapped = events.scrapped(json("{\"device\":\"camera-9\",\"by\":\"Grace\"}"));
        assertThat(scrapped.device()).isEqualTo("camera-9");
        assertThat(scrapped.by()).isEqualTo("Grace");
        assertThat(scrapped).as("names are no part of the log").hasToString("event=device-scrapped thing=camera-9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"device\":\"camera-9\"}", "{\"by\":\"Grace\"}", "{\"device\":9,\"by\":\"Grace\"}", "{\"device\":\"camera-9\",\"by\":true}",
            "{\"device\":\"camera 9\",\"by\":\"Grace\"}"})
    void aDeviceThatIsNoMoreHasAThingNameAndSomebodySaysSo(String request) {
        assertThatThrownBy(() -> events.scrapped(json(request))).isInstanceOf(InvalidMessageException.class);
    }

    /** All ids follow from name and photo. */
    @Test
    void aLabelledPhotoIsTheSameEventForEver() {
        byte[] photo = HexFormat.of().parseHex("ffd8ffe001");
        FaceEvent ada = labelled("Ada", photo);

        assertThat(labelled("Ada", photo)).returns(ada.id(), FaceEvent::id).returns(ada.personId(), FaceEvent::personId).returns(ada.photoKey(), FaceEvent::photoKey);
        assertThat(labelled("Ada", HexFormat.of().parseHex("ffd8ffe002")).personId()).isEqualTo(ada.personId());
        assertThat(labelled("Ada", HexFormat.of().parseHex("ffd8ffe002")).id()).isNotEqualTo(ada.id());
        assertThat(labelled("Grace", photo).personId()).isNotEqualTo(ada.personId());
        assertThat(FaceEvent.isId(ada.id())).isTrue();
        assertThat(FaceEvent.isId("people")).isFalse();
        assertThat(ada.photoKey()).startsWith("people/" + ada.personId() + "/").endsWith(".jpg");
        assertThat(ada.thing()).isEmpty();
        assertThat(ada).hasToString("event=" + ada.id());
    }

    private FaceEvent labelled(String name, byte[] photo) {
        return events.labelled(EnrolPerson.withPhoto(name, photo), photo);
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
