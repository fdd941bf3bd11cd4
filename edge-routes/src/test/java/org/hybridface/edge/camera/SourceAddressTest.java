// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hybridface.edge.camera.SourceAddress.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAddressTest {

    @ParameterizedTest
    @CsvSource({
        "0, DEVICE, 0, camera0",
        "/dev/video0, DEVICE, /dev/video0, video0",
        "rtsp://ada:secret@door:554/live, STREAM, rtsp://ada:secret@door:554/live, door",
        "file:clips/clip.avi, FILE, clips/clip.avi, clip.avi",
        "dir:/srv/my photos, FOLDER, /srv/my photos, my photos",
        "demo, DEMO, demo, demo"
    })
    void knowsEveryKindOfSource(String text, Type type, String target, String shortName) {
        SourceAddress address = SourceAddress.parse(text);
        assertThat(address.type()).isEqualTo(type);
        assertThat(address.target()).isEqualTo(target);
        assertThat(address.shortName()).isEqualTo(shortName);
    }

    @ParameterizedTest
    @CsvSource({ "''", "12345", "hello world" })
    void saysWhatItKnowsWhenItKnowsNothing(String text) {
        assertThatThrownBy(() -> SourceAddress.parse(text))
                .hasMessageContaining("camera:0").hasMessageContaining("camera:demo");
    }

    @Test
    void aStreamsShortNameNeverHoldsAPassword() {
        assertThat(SourceAddress.parse("rtsp://ada:se cret@door/live").shortName()).isEqualTo("stream");
    }
}
