// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class JpegTest {

    private static final int MAX_BYTES = 97_920;

    private Mat noise;

    @BeforeEach
    void drawWhatCompressesWorst() {
        OpenCv.load();
        noise = new Mat(600, 800, CvType.CV_8UC3);
        Core.randu(noise, 0, 255);
    }

    @AfterEach
    void release() {
        noise.release();
    }

    @Test
    void aSmallPictureKeepsItsSize() {
        Mat small = noise.submat(0, 100, 0, 120);
        Mat again = Jpeg.decode(Jpeg.encode(small, MAX_BYTES));
        assertThat(again.size()).isEqualTo(small.size());
        again.release();
        small.release();
    }

    @Test
    void theWorstPictureFitsAllTheSame() {
        byte[] encoded = Jpeg.encode(noise, MAX_BYTES);
        assertThat(encoded).hasSizeLessThanOrEqualTo(MAX_BYTES).startsWith(0xFF, 0xD8, 0xFF);
        Mat again = Jpeg.decode(encoded);
        assertThat((double) again.cols() / again.rows()).isBetween(1.3, 1.37);
        again.release();
    }

    @Test
    void tooFewBytesForAnyPictureAreRefused() {
        assertThatThrownBy(() -> Jpeg.encode(noise, 100)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 bytes");
    }

    @Test
    void whatIsNoPictureIsSaidToBeNone() {
        assertThatThrownBy(() -> Jpeg.decode(new byte[0])).isInstanceOf(UnreadableImageException.class).hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> Jpeg.decode("not a picture".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableImageException.class).hasMessageContaining("13 bytes");
        byte[] onlyTheStart = Arrays.copyOf(Jpeg.encode(noise, MAX_BYTES), 200);
        assertThatThrownBy(() -> Jpeg.decode(onlyTheStart)).isInstanceOf(UnreadableImageException.class);
    }

    @Test
    void aSmallFileOfAVeryLargePictureIsRefusedByItsHeader() throws Exception {
        BufferedImage huge = new BufferedImage(12_000, 12_000, BufferedImage.TYPE_BYTE_BINARY);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(huge, "png", png);
        assertThat(png.size()).as("bytes of 144 million pixels").isLessThan(200_000);
        assertThatThrownBy(() -> Jpeg.decode(png.toByteArray())).isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("12000 x 12000").hasMessageContaining("make it smaller");
        assertThatThrownBy(() -> Jpeg.decode(new byte[PictureHeader.MAX_BYTES + 1])).isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("make it smaller");
    }
}
