// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JpegStreamTest {

    private static final byte[] JPEG = Pictures.jpeg(120);
    private static final byte[] BEGIN_OF_CODED_DATA = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDA, 0, 2};

    @Test
    void aPictureIsWhatStandsBetweenItsMarkersWhateverStandsAround() throws IOException {
        JpegStream stream = stream("garbage\u00ff\u00ff", JPEG, "--x\r\n\u00ff\u00fe\r\n", JPEG, JPEG, "tail");

        assertThat(stream.next().orElseThrow()).isEqualTo(JPEG);
        assertThat(stream.next().orElseThrow()).isEqualTo(JPEG);
        assertThat(stream.next().orElseThrow()).isEqualTo(JPEG);
        assertThat(stream.next()).isEmpty();
        assertThat(stream.between()).isEqualTo("tail");
        assertThat(stream.refused()).isZero();
    }

    @Test
    void aSmallPictureInsideAPictureIsPartOfIt() throws IOException {
        byte[] inside = bytes("Exif", JPEG);
        byte[] nested = bytes("\u00ff\u00d8\u00ff\u00e1" + (char) (inside.length + 2 >> 8) + (char) (inside.length + 2 & 0xFF), inside,
                Arrays.copyOfRange(JPEG, 2, JPEG.length));

        assertThat(stream(nested).next().orElseThrow()).isEqualTo(nested);
    }

    @Test
    void aPictureThatWasCutOffIsLeftOutAndTheNextComes() throws IOException {
        JpegStream stream = stream(Arrays.copyOf(JPEG, JPEG.length - 20), JPEG);

        assertThat(stream.next().orElseThrow()).isEqualTo(JPEG);
        assertThat(stream.refused()).isEqualTo(1);
    }

    @Test
    void aPictureWithoutItsEndIsEndedBeforeTheNextHead() throws IOException {
        JpegStream stream = stream(Arrays.copyOf(JPEG, JPEG.length - 2), "\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n", JPEG);

        assertThat(stream.next().orElseThrow()).isEqualTo(JPEG);
        assertThat(stream.next().orElseThrow()).isEqualTo(JPEG);
        assertThat(stream.refused()).isZero();
    }

    @Test
    void ofACameraThatEndsItsPicturesOneWithoutItsEndWasCut() throws IOException {
        String head = "\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n";
        JpegStream stream = stream(JPEG, head, Arrays.copyOf(JPEG, JPEG.length - 20), head, JPEG);

        assertThat(stream.next().orElseThrow()).isEqualTo(JPEG);
        assertThat(stream.next().orElseThrow()).as("the cut one is left out").isEqualTo(JPEG);
        assertThat(stream.next()).isEmpty();
        assertThat(stream.refused()).isEqualTo(1);
    }

    @Test
    void aPictureWithoutAnyEndIsGivenUpAtItsLimit() throws IOException {
        InputStream endless = new ByteArrayInputStream(new byte[JpegStream.MAX_PICTURE_BYTES + 1]);
        InputStream all = new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream(BEGIN_OF_CODED_DATA), endless,
                new ByteArrayInputStream(JPEG))));
        JpegStream stream = new JpegStream(all::read);

        assertThat(stream.next().orElseThrow()).isEqualTo(JPEG);
        assertThat(stream.refused()).isEqualTo(1);
    }

    private static JpegStream stream(Object... parts) {
        return new JpegStream(new ByteArrayInputStream(bytes(parts))::read);
    }

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            out.writeBytes(part instanceof byte[] raw ? raw : part.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }
}
