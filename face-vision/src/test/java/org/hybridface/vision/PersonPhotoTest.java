// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class PersonPhotoTest {

    private static final int MAX_BYTES = 97_920;

    /** An EXIF segment that says no more than how the camera was held: the value is at its end but for four bytes. */
    private static final String EXIF = "ffe10022457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100%02x0000" + "00000000";

    @BeforeAll
    static void load() {
        OpenCv.load();
    }

    @Test
    void aTelephonesPhotoIsTurnedUprightAndMadeSmaller() {
        byte[] photo = turned(encoded(".jpg", picture(3000, 4000)), 6);
        assertThat(photo).hasSizeGreaterThan(720_000);

        byte[] fitting = PersonPhoto.fitting(photo, MAX_BYTES);

        assertThat(fitting).hasSizeLessThanOrEqualTo(MAX_BYTES).startsWith(0xFF, 0xD8, 0xFF);
        Mat upright = Imgcodecs.imdecode(new MatOfByte(fitting), Imgcodecs.IMREAD_COLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
        assertThat(upright.rows()).isGreaterThan(upright.cols());
        assertThat(Core.mean(upright.rowRange(0, upright.rows() / 4)).val[0]).as("what lay to the left is on top")
                .isLessThan(Core.mean(upright.rowRange(upright.rows() * 3 / 4, upright.rows())).val[0]);
    }

    @Test
    void aSmallJpegStaysAsItIsAndAPngBecomesOne() {
        byte[] jpeg = encoded(".jpg", picture(30, 40));
        assertThat(PersonPhoto.fitting(jpeg, MAX_BYTES)).isSameAs(jpeg);
        assertThat(PersonPhoto.fitting(encoded(".png", picture(30, 40)), MAX_BYTES)).startsWith(0xFF, 0xD8, 0xFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png", ".bmp", ".webp", ".tif", ".ppm", ".pgm"})
    void eachKindThatPhotoFilesKnowsBecomesAJpeg(String ending) {
        assertThat(PhotoFiles.isPhoto(Path.of("front" + ending))).isTrue();
        assertThat(PersonPhoto.fitting(encoded(ending, picture(30, 40)), MAX_BYTES)).startsWith(0xFF, 0xD8, 0xFF);
    }

    @Test
    void whatIsNoPictureIsRefused() {
        assertThatThrownBy(() -> PersonPhoto.fitting("no picture".getBytes(StandardCharsets.UTF_8), MAX_BYTES))
                .isInstanceOf(UnreadableImageException.class);
    }

    /** Dark to the left, bright to the right, and noise, which no encoder makes small. */
    private static Mat picture(int rows, int cols) {
        Mat picture = new Mat(rows, cols, CvType.CV_8UC3);
        Core.randu(picture, 0, 100);
        Core.add(picture.colRange(cols / 2, cols), new Scalar(150, 150, 150), picture.colRange(cols / 2, cols));
        return picture;
    }

    private static byte[] encoded(String ending, Mat picture) {
        MatOfByte bytes = new MatOfByte();
        if (ending.equals(".pgm")) {
            Imgproc.cvtColor(picture, picture, Imgproc.COLOR_BGR2GRAY);
        }
        Imgcodecs.imencode(ending, picture, bytes);
        picture.release();
        return bytes.toArray();
    }

    private static byte[] turned(byte[] jpeg, int orientation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(HexFormat.of().parseHex(EXIF.formatted(orientation)));
        out.writeBytes(Arrays.copyOfRange(jpeg, 2, jpeg.length));
        return out.toByteArray();
    }
}
