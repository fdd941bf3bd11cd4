// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.hybridface.vision.OpenCv;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.videoio.VideoWriter;
import org.opencv.videoio.Videoio;

/** Photos and clips for tests; each picture is one grey tone, so that a test can tell which one it got. */
public final class Pictures {

    static {
        OpenCv.load();
    }

    private Pictures() {
    }

    public static Mat grey(int tone) {
        return new Mat(48, 64, CvType.CV_8UC3, new Scalar(tone, tone, tone));
    }

    public static byte[] jpeg(int tone) {
        Mat picture = grey(tone);
        MatOfByte bytes = new MatOfByte();
        try {
            Imgcodecs.imencode(".jpg", picture, bytes);
            return bytes.toArray();
        } finally {
            picture.release();
            bytes.release();
        }
    }

    /** A small JPEG whose header names another size in pixels. */
    static byte[] jpegThatClaims(int width, int height) {
        byte[] jpeg = jpeg(120);
        claim(jpeg, 0, width, height);
        return jpeg;
    }

    /** @param start of the JPEG in the bytes */
    private static void claim(byte[] bytes, int start, int width, int height) {
        int i = start + 2;
        // From marker to marker, up to the start of the frame (ITU T.81, B.2.2).
        while ((bytes[i + 1] & 0xFF) != 0xC0) {
            i += 2 + ByteBuffer.wrap(bytes).getShort(i + 2);
        }
        ByteBuffer.wrap(bytes).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
    }

    /**
     * Writes another size in pixels into the header of one picture of a clip.
     *
     * @param number from 0
     */
    static void claimInClip(Path clip, int number, int width, int height) throws IOException {
        byte[] bytes = Files.readAllBytes(clip);
        int found = -1;
        int i = 0;
        while (found < number) {
            if ((bytes[i] & 0xFF) == 0xFF && (bytes[i + 1] & 0xFF) == 0xD8 && (bytes[i + 2] & 0xFF) == 0xFF) {
                found++;
            }
            i++;
        }
        claim(bytes, i - 1, width, height);
        Files.write(clip, bytes);
    }

    /** 32 x 32 grey pixels, over which a decoder goes again and again. */
    static byte[] jpegOfScans(int scans) {
        return progressive(32, 32, scans);
    }

    /** A bit for 64 pixels, and comments, since FFmpeg refuses less than a byte for 256 of them: 12,000 x 12,000 take 850 KB. */
    static byte[] jpegOfPixels(int width, int height) {
        byte[] jpeg = progressive(width, height, 1);
        int comments = width / 8 * (height / 8) / 4 / 0xFFFF + 1;
        ByteBuffer padded = ByteBuffer.allocate(jpeg.length + comments * (2 + 0xFFFF)).put(jpeg, 0, 2);
        for (int i = 0; i < comments; i++) {
            padded.putShort((short) 0xFFFE).putShort((short) 0xFFFF).put(new byte[0xFFFF - 2]);
        }
        return padded.put(jpeg, 2, jpeg.length - 2).array();
    }

    /** A grey progressive JPEG of few bytes that can be decoded, unlike {@link #jpegThatClaims}. Sides are multiples of 8. */
    private static byte[] progressive(int width, int height, int scans) {
        String quantisation = "ffdb004300" + "01".repeat(64);
        String frame = String.format("ffc2000b08%04x%04x01011100", height, width);
        // One code of one bit, for "no difference" to the block before.
        String huffman = "ffc4001400" + "01" + "00".repeat(15) + "00";
        String scan = "ffda0008010100000000" + "00".repeat((width / 8 * (height / 8) + 7) / 8);
        return HexFormat.of().parseHex("ffd8" + quantisation + frame + huffman + scan.repeat(scans) + "ffd9");
    }

    static Path photo(Path file, int tone) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, jpeg(tone));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A clip of MJPG pictures at 10 frames a second whose tones are 0, 10, 20, ... */
    static Path clip(Path file, int frames) {
        return clip(file, frames, new Size(64, 48));
    }

    static Path clip(Path file, int frames, Size size) {
        VideoWriter writer = new VideoWriter(file.toString(), Videoio.CAP_OPENCV_MJPEG, VideoWriter.fourcc('M', 'J', 'P', 'G'), 10,
                size, true);
        for (int i = 0; i < frames; i++) {
            int tone = i * 10 % 250;
            Mat picture = new Mat(size, CvType.CV_8UC3, new Scalar(tone, tone, tone));
            writer.write(picture);
            picture.release();
        }
        writer.release();
        return file;
    }

    /** The tone in the middle of a picture. */
    public static int tone(Mat picture) {
        return (int) Math.round(picture.get(picture.rows() / 2, picture.cols() / 2)[0]);
    }
}
