package org.hybridface.cloud.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegSizeTest {

    @Test
    void readsWidthAndHeightOfARealJpeg() throws IOException {
        assertThat(JpegSize.read(jpeg(321, 123))).contains(new JpegSize(321, 123));
    }

    @Test
    void everyJpegCutShortIsEitherReadOrEmptyButNeverAnError() throws IOException {
        byte[] jpeg = jpeg(321, 123);
        for (int length = 0; length < jpeg.length; length++) {
            assertThat(JpegSize.read(Arrays.copyOf(jpeg, length))).isIn(
                    java.util.Optional.empty(), java.util.Optional.of(new JpegSize(321, 123)));
        }
    }

    @Test
    void bytesThatAreNoJpegAreEmpty() {
        assertThat(JpegSize.read(new byte[0])).isEmpty();
        assertThat(JpegSize.read("GIF89a....".getBytes(java.nio.charset.StandardCharsets.US_ASCII))).isEmpty();
        assertThat(JpegSize.read(HexFormat.of().parseHex("ffd8ffd9"))).isEmpty();
    }

    @Test
    void fillBytesBeforeAMarkerAreSkipped() {
        assertThat(JpegSize.read(HexFormat.of().parseHex("ffd8ffffffc0001108007b014103")))
                .contains(new JpegSize(321, 123));
    }

    @Test
    void aPictureWithoutPixelsIsEmpty() {
        assertThat(JpegSize.read(HexFormat.of().parseHex("ffd8ffc00011080000014103"))).isEmpty();
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
        return bytes.toByteArray();
    }
}
