// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Pictures from and to bytes. Thread safe. */
public final class Jpeg {

    private static final int[] QUALITIES = {92, 85, 75, 60};
    private static final double SHRINK = 0.8;
    private static final int SMALLEST_SIDE_PX = 16;

    private Jpeg() {
    }

    /**
     * Decodes a JPEG or PNG (and each other kind of {@link PhotoFiles}) of at most 50 million pixels and 64 MB; turns it upright when its EXIF data say so.
     *
     * @return BGR, 8 bits a channel; the caller releases it
     * @throws UnreadableImageException when it is none, a damaged one, or too large: found out from its header, before its pixels take memory
     */
    public static Mat decode(byte[] encoded) {
        OpenCv.load();
        if (encoded.length == 0) {
            throw new UnreadableImageException("the image is empty: 0 bytes");
        }
        PictureHeader.requireDecodable(encoded);
        MatOfByte bytes = new MatOfByte(encoded);
        try {
            Mat picture = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_COLOR);
            if (picture.empty()) {
                throw new UnreadableImageException("the image cannot be decoded: " + encoded.length + " bytes, no JPEG or PNG");
            }
            return picture;
        } catch (CvException e) {
            throw new UnreadableImageException("the image cannot be decoded: " + encoded.length + " bytes, " + e.getMessage());
        } finally {
            bytes.release();
        }
    }

    /**
     * Encodes in the best quality that fits; a picture too large for every quality is made smaller.
     *
     * @param bgr      BGR, 8 bits a channel
     * @param maxBytes the most that the result may have
     * @throws IllegalArgumentException when not even 16 pixels fit into so few bytes
     */
    public static byte[] encode(Mat bgr, int maxBytes) {
        OpenCv.load();
        for (int quality : QUALITIES) {
            byte[] encoded = encodeAt(bgr, quality);
            if (encoded.length <= maxBytes) {
                return encoded;
            }
        }
        if (Math.min(bgr.cols(), bgr.rows()) * SHRINK < SMALLEST_SIDE_PX) {
            throw new IllegalArgumentException("no JPEG of this picture fits into " + maxBytes + " bytes");
        }
        Mat smaller = new Mat();
        try {
            Imgproc.resize(bgr, smaller, new Size(), SHRINK, SHRINK, Imgproc.INTER_AREA);
            return encode(smaller, maxBytes);
        } finally {
            smaller.release();
        }
    }

    private static byte[] encodeAt(Mat bgr, int quality) {
        MatOfByte encoded = new MatOfByte();
        MatOfInt settings = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
        try {
            Imgcodecs.imencode(".jpg", bgr, encoded, settings);
            return encoded.toArray();
        } finally {
            encoded.release();
            settings.release();
        }
    }
}
