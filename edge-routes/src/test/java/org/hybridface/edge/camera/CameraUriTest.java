// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraUriTest {

    @ParameterizedTest
    @CsvSource({
        "camera:rtsp://host/path,                    rtsp://host/path",
        "camera://rtsp://host:554/path,              rtsp://host:554/path",
        "camera:rtsp://u:plain@host/path,            rtsp://u:plain@host/path",
        "camera:rtsp://u:a%b@host/path,              rtsp://u:a%25b@host/path",
        "camera:rtsp://u:100%@host/path,             rtsp://u:100%25@host/path",
        "camera:rtsp://u:a#b@host/path,              rtsp://u:a%23b@host/path",
        "camera:rtsp://u:a/b@host/path,              rtsp://u:a%2Fb@host/path",
        "camera:rtsp://u:a?b@host/path,              rtsp://u:a%3Fb@host/path",
        "camera:rtsp://u:a+b@host/path,              rtsp://u:a%2Bb@host/path",
        "camera:rtsp://u:a@b@host/path,              rtsp://u:a%40b@host/path",
        "camera:rtsp://u:a%23b%2Fc%25d@host/path,    rtsp://u:a%23b%2Fc%25d@host/path",
        "camera:rtsp://u:p#s?x/y+z%@[fe80::1]:554/a, rtsp://u:p%23s%3Fx%2Fy%2Bz%25@[fe80::1]:554/a",
        "camera:rtsp://host/at@sign/x,               rtsp://host/at@sign/x",
        "camera:rtsp://u:p@host/at@sign?x=y@z,       rtsp://u:p@host/at@sign?x=y@z",
        "camera:rtsp://u:p@h/x?channel=1&subtype=0,  rtsp://u:p@h/x?channel=1&subtype=0",
        "camera:rtsp://h/x?channel=1&loop=true&b=%23, rtsp://h/x?channel=1&b=%23"})
    void aStreamsAddressReachesFfmpegEncodedOnce(String uri, String address) {
        assertThat(CameraUri.parse(uri).address(Set.of("loop"))).isEqualTo(address);
    }

    @Test
    void camelHandsTheAddressOnAsItIsWritten() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            CameraEndpoint camera = context.getEndpoint("camera:rtsp://u:p#s?x/y+@cam.example/live?channel=1&subtype=0&fps=5", CameraEndpoint.class);
            assertThat(camera.address().target()).isEqualTo("rtsp://u:p%23s%3Fx%2Fy%2B@cam.example/live?channel=1&subtype=0");
            assertThat(camera.getFps()).isEqualTo(5);
            assertThat(camera.name()).doesNotContain("p#s").doesNotContain("x/y");
            assertThat(camera.getSource()).doesNotContain("p%23s");
        }
    }

    @Test
    void aPathMayHoldQuestionMarksAndPercentSigns(@TempDir Path folder) throws Exception {
        for (String name : new String[] {"what?.avi", "literal%20space.avi", "a space.avi", "100%.avi", "a#b+c.avi"}) {
            Path file = Files.createFile(folder.resolve(name));
            assertThat(CameraUri.parse("camera:file:" + file).source()).isEqualTo("file:" + file);
            assertThat(CameraUri.parse("camera:file:" + file + "?loop=true")).matches(uri -> uri.source().equals("file:" + file)
                    && uri.options().get("loop").equals("true"));
        }
        assertThat(CameraUri.parse("camera:file:" + folder + "/a%20space.avi").source()).isEqualTo("file:" + folder.resolve("a space.avi"));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            CameraEndpoint camera = context.getEndpoint("camera:file:" + folder + "/what?.avi?loop=true", CameraEndpoint.class);
            assertThat(camera.address().path()).isEqualTo(folder.resolve("what?.avi"));
            assertThat(camera.isLoop()).isTrue();
        }
    }
}
