// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.messages.ImageHeader.Format.JPEG;
import static org.hybridface.messages.ImageHeader.Format.PNG;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImageHeaderTest {

    @Test
    void readsWidthAndHeightOfARealJpeg() throws IOException {
        assertThat(ImageHeader.read(jpeg(321, 123))).contains(new ImageHeader(JPEG, 321, 123, 1));
    }

    @Test
    void everyJpegCutShortIsEitherReadOrEmptyButNeverAnError() throws IOException {
        byte[] jpeg = jpeg(321, 123);
        for (int length = 0; length < jpeg.length; length++) {
            assertThat(ImageHeader.read(Arrays.copyOf(jpeg, length))).isIn(
                    Optional.empty(), Optional.of(new ImageHeader(JPEG, 321, 123, 1)));
        }
    }

    @Test
    void everyPictureThatWasCutBreaksOffAndOneWithSomethingBehindItDoesNot() throws IOException {
        for (String format : new String[] {"jpg", "png"}) {
            byte[] whole = encoded(321, 123, format);
            assertThat(ImageHeader.breaksOff(whole)).as(format).isFalse();
            assertThat(ImageHeader.breaksOff(Arrays.copyOf(whole, whole.length + 1000))).as(format).isFalse();
            int end = format.equals("jpg") ? 1 : 5;
            for (int length = 0; length <= whole.length - end; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThat(ImageHeader.breaksOff(cut)).as(format + " of " + length).isEqualTo(ImageHeader.read(cut).isPresent());
            }
        }
    }

    @Test
    void aSmallPictureInsideIsNotTheEndOfTheWhole() throws IOException {
        byte[] inside = jpeg(16, 16);
        byte[] whole = jpeg(321, 123);
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        nested.write(whole, 0, 2);
        nested.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (inside.length + 2 >> 8), (byte) (inside.length + 2)});
        nested.writeBytes(inside);
        nested.write(whole, 2, whole.length - 100);
        assertThat(ImageHeader.breaksOff(nested.toByteArray())).isTrue();
    }

    @Test
    void bytesThatAreNoPictureDoNotBreakOff() {
        assertThat(ImageHeader.breaksOff(new byte[0])).isFalse();
        assertThat(ImageHeader.breaksOff("GIF89a....".getBytes(StandardCharsets.US_ASCII))).isFalse();
    }

    @Test
    void bytesThatAreNoJpegAreEmpty() {
        assertThat(ImageHeader.read(new byte[0])).isEmpty();
        assertThat(ImageHeader.read("GIF89a....".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(ImageHeader.read(HexFormat.of().parseHex("ffd8ffd9"))).isEmpty();
    }

    @Test
    void fillBytesBeforeAMarkerAreSkipped() {
        assertThat(ImageHeader.read(HexFormat.of().parseHex("ffd8ffffffc0001108007b014103")))
                .contains(new ImageHeader(JPEG, 321, 123, 1));
    }

    @Test
    void aPictureWithoutPixelsIsEmpty() {
        assertThat(ImageHeader.read(HexFormat.of().parseHex("ffd8ffc00011080000014103"))).isEmpty();
    }

    @Test
    void readsWidthAndHeightOfAPng() throws IOException {
        byte[] png = encoded(321, 123, "png");
        assertThat(ImageHeader.read(png)).contains(new ImageHeader(PNG, 321, 123, 1));
        for (int length = 0; length < 24; length++) {
            assertThat(ImageHeader.read(Arrays.copyOf(png, length))).isEmpty();
        }
    }

    @Test
    void aPngWithImpossibleSidesIsEmpty() throws IOException {
        byte[] png = encoded(321, 123, "png");
        png[16] = (byte) 0xFF;
        assertThat(ImageHeader.read(png)).isEmpty();
    }

    @Test
    void theScansOfAProgressiveJpegAreCounted() throws IOException {
        byte[] jpeg = jpeg(321, 123);
        String scan = "ffda0008010100003f00" + "12ff00ffd034"; // a header and coded data
        byte[] bomb = HexFormat.of().parseHex("ffd8ffc20011080fa00fa003011100021100031100" + scan.repeat(500) + "ffd9");

        assertThat(ImageHeader.read(jpeg)).map(ImageHeader::scans).contains(1);
        assertThat(ImageHeader.read(bomb)).contains(new ImageHeader(JPEG, 4000, 4000, 500));
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        return encoded(width, height, "jpg");
    }

    private static byte[] encoded(int width, int height, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }
}
