// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void valuesComeInTheirTypes() {
        Options options = options("a.path", "x/../y", "a.flag", "true", "a.number", "7", "a.decimal", "0.5", "a.time", "24h", "blank", "  ",
                "other", "{{a.number}}");
        assertThat(options.path("a.path")).contains(Path.of("y").toAbsolutePath());
        assertThat(options.flag("a.flag")).isTrue();
        assertThat(options.integer("a.number", 0, Integer.MAX_VALUE)).isEqualTo(7);
        assertThat(options.decimal("a.decimal", 0, Double.MAX_VALUE)).isEqualTo(0.5);
        assertThat(options.duration("a.time")).isEqualTo(Duration.ofHours(24));
        assertThat(options.text("blank")).isEmpty();
        assertThat(options.text("absent")).isEmpty();
        assertThat(options.text("other")).contains("7");
    }

    @Test
    void aWrongValueSaysWhichAndWhatToGive() {
        Options options = options("a.flag", "yes", "a.number", "many", "a.time", "soon", "a.uri", "a b", "a.decimal", "half");
        assertWrong(() -> options.flag("a.flag"), "a.flag is 'yes': give true or false");
        assertWrong(() -> options.integer("a.number", 0, Integer.MAX_VALUE), "a.number is 'many': give a whole number");
        assertWrong(() -> options.duration("a.time"), "a.time is 'soon': give a time like 500ms, 30s, 10m or 24h");
        assertWrong(() -> options.uri("a.uri"), "a.uri is 'a b': give an address like ssl://host:8883");
        assertWrong(() -> options.decimal("a.decimal", 0, Double.MAX_VALUE), "a.decimal is 'half': give a number");
        assertWrong(() -> options.requiredText("absent"), "absent is not set");
    }

    @Test
    void aValueOutOfItsRangeSaysTheRange() {
        Options options = options("a.port", "99999", "a.number", "-1", "a.time", "-5s", "a.decimal", "1.5", "a.bytes", "-1");
        assertWrong(() -> options.integer("a.port", 1, 65535), "a.port is '99999': give a whole number from 1 to 65535");
        assertWrong(() -> options.integer("a.number", 1, Integer.MAX_VALUE), "a.number is '-1': give a whole number, 1 or more");
        assertWrong(() -> options.decimal("a.decimal", 0, 1), "a.decimal is '1.5': give a number from 0.0 to 1.0");
        assertWrong(() -> options.duration("a.time"), "a.time is '-5s': give a time like 500ms, 30s, 10m or 24h");
        assertWrong(() -> options.bytes("a.bytes"), "a.bytes is '-1': give a whole number of bytes, 0 or more");
    }

    @Test
    void aPictureSourceWithoutTheWordCameraIsToldHowToWriteIt() {
        Options options = options("a", "rtsp://user:secret@host/path", "b", "/dev/video0", "c", "0", "d", "file:clip.avi", "e", "door cam", "f", "camera:demo");
        assertWrong(() -> options.camera("a"), "give camera:rtsp://xxxxxx@host/path");
        assertWrong(() -> options.camera("b"), "give camera:/dev/video0");
        assertWrong(() -> options.camera("c"), "give camera:0");
        assertWrong(() -> options.camera("d"), "give camera:file:clip.avi");
        assertWrong(() -> options.camera("e"), "camera:rtsp://host/path");
        assertThat(options.camera("f")).isEqualTo("camera:demo");
    }

    private static void assertWrong(ThrowingCallable reading, String says) {
        assertThatThrownBy(reading).isInstanceOf(InvalidOptionException.class).hasMessageContaining(says);
    }

    private static Options options(String... pairs) {
        DefaultCamelContext context = new DefaultCamelContext();
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        context.getPropertiesComponent().setOverrideProperties(properties);
        return new Options(context);
    }
}
